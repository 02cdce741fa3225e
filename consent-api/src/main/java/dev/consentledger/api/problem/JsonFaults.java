package dev.consentledger.api.problem;

import dev.consentledger.core.json.MalformedJson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the reader's faults into rejections. A parser's own words can repeat what was sent, and are
 * left out. Pure.
 */
public final class JsonFaults {

    private static final Pattern PLACE = Pattern.compile("\\(line (\\d+), column (\\d+)\\)$");

    /** Names that a developer wrote; anything else may be personal and is not repeated. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,63}");

    private JsonFaults() {}

    public static Rejection rejection(MalformedJson fault) {
        return switch (fault.fault()) {
            case SYNTAX -> Rejection.of(ProblemType.MALFORMED_JSON, syntax(fault.getMessage()));
            case UNKNOWN_FIELD -> unknownField(fault.pointer());
            case MISSING_FIELD ->
                    Rejection.at(
                            fault.pointer(),
                            ProblemType.MISSING_FIELD,
                            sentence(fault.getMessage()) + " Send it.");
            case WRONG_TYPE ->
                    Rejection.at(
                            fault.pointer(),
                            ProblemType.WRONG_TYPE,
                            sentence(fault.getMessage())
                                    + " Leave out what is not known instead of sending null.");
            case WRONG_VALUE ->
                    Rejection.at(
                            fault.pointer(),
                            ProblemType.INVALID_VALUE,
                            sentence(fault.getMessage()));
        };
    }

    private static Rejection unknownField(String pointer) {
        int last = pointer.lastIndexOf('/');
        String parent = pointer.substring(0, last);
        boolean repeatable = FIELD_NAME.matcher(pointer.substring(last + 1)).matches();
        return Rejection.at(
                repeatable ? pointer : parent,
                ProblemType.UNKNOWN_FIELD,
                "The event has a field that version 1 does not know. Leave it out, or look for"
                        + " its spelling in the OpenAPI document at /q/openapi.");
    }

    private static String syntax(String message) {
        Matcher place = PLACE.matcher(message);
        if (place.find()) {
            return "The body is not well-formed JSON at line %s, column %s. Send one JSON object in UTF-8."
                    .formatted(place.group(1), place.group(2));
        }
        return sentence(message) + " Send one JSON object in UTF-8.";
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
