package dev.consentledger.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.consentledger.core.json.MalformedJson.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly (RFC 8259 within I-JSON, RFC 7493): UTF-8 only, no member twice, no fractions
 * or exponents, no half surrogate pairs, nothing after the value. Thread-safe.
 */
public final class JsonReader {

    /** Deeper nesting than anything here needs; a limit, so that no input can exhaust the stack. */
    public static final int DEPTH_MAX = 32;

    // A symbol table would be shared by all texts and refuses names once too many collide in it:
    // whether a text is malformed would depend on those that came before it.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private static final char REPLACEMENT = '\uFFFD';

    private JsonReader() {}

    /**
     * Reads one JSON value; throws {@link MalformedJson} with a sentence about the first fault,
     * which never quotes.
     */
    public static Json read(byte[] utf8) throws MalformedJson {
        return read(utf8, DEPTH_MAX);
    }

    private static Json read(byte[] utf8, int depthMax) throws MalformedJson {
        try (JsonParser parser = FACTORY.createParser(decode(utf8))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw syntax("the text is empty");
            }
            Json value = value(parser, first, depthMax);
            if (parser.nextToken() != null) {
                throw syntax("there is more text after the JSON value");
            }
            return value;
        } catch (JsonProcessingException e) {
            // The parser's own words repeat what it met, which may be personal.
            throw notWellFormed(e.getLocation());
        } catch (IllegalArgumentException e) {
            throw syntax(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one JSON object. */
    public static Json.Obj readObject(byte[] utf8) throws MalformedJson {
        return readObject(utf8, DEPTH_MAX);
    }

    /**
     * Reads one JSON object that may be nested deeper than others, because it carries whole ones.
     */
    public static Json.Obj readObject(byte[] utf8, int depthMax) throws MalformedJson {
        if (read(utf8, depthMax) instanceof Json.Obj object) {
            return object;
        }
        throw new MalformedJson(Fault.WRONG_TYPE, "", "expected a JSON object");
    }

    /**
     * The members of an object that are texts; whatever else it has is skipped unread. For bytes
     * that were read before, so that a fault in them is not the sender's.
     *
     * @throws IllegalStateException if they are no well-formed object
     */
    public static Map<String, String> texts(byte[] utf8) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(new String(utf8, StandardCharsets.UTF_8))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalStateException("these bytes were well-formed once", e);
        }
        return texts;
    }

    private static String decode(byte[] utf8) throws MalformedJson {
        // The fast way puts U+FFFD in place of what is not UTF-8: a text without it was right.
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw syntax("the text is not UTF-8");
        }
    }

    /**
     * @param depth how many levels of objects and arrays the value may have
     */
    private static Json value(JsonParser parser, JsonToken token, int depth)
            throws IOException, MalformedJson {
        if (token.isStructStart() && depth == 0) {
            throw syntax("objects and arrays are nested too deep");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth - 1);
            case START_ARRAY -> array(parser, depth - 1);
            case VALUE_STRING -> new Json.Str(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            case VALUE_NUMBER_FLOAT -> throw syntax("numbers are whole here, without exponent");
            default -> throw syntax("unexpected " + token);
        };
    }

    private static Json.Obj object(JsonParser parser, int depth) throws IOException, MalformedJson {
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                throw notWellFormed(parser.currentLocation());
            }
            members.put(name, value(parser, parser.nextToken(), depth));
        }
        return Json.Obj.owning(members);
    }

    private static Json.Arr array(JsonParser parser, int depth) throws IOException, MalformedJson {
        List<Json> items = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            items.add(value(parser, t, depth));
        }
        return new Json.Arr(items);
    }

    private static Json.Int integer(String digits) throws MalformedJson {
        try {
            return new Json.Int(Long.parseLong(digits));
        } catch (IllegalArgumentException e) {
            throw syntax("numbers reach from -(2^53 - 1) to 2^53 - 1");
        }
    }

    private static MalformedJson notWellFormed(JsonLocation at) {
        return syntax(
                "not well-formed JSON, or a member twice (line %d, column %d)"
                        .formatted(
                                at == null ? 0 : at.getLineNr(),
                                at == null ? 0 : at.getColumnNr()));
    }

    private static MalformedJson syntax(String message) {
        return new MalformedJson(Fault.SYNTAX, "", message);
    }
}
