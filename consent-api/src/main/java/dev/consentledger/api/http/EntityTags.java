package dev.consentledger.api.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags and what clients say about those that they have (RFC 9110, section 13.1.2). Pure. */
final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[!#-~\\x80-\\xff]*\")");

    private EntityTags() {}

    /** Whether the client has the answer with this strong tag already. */
    static boolean has(Optional<String> ifNoneMatch, String tag) {
        if (ifNoneMatch.isEmpty()) {
            return false;
        }
        if (ifNoneMatch.get().strip().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(ifNoneMatch.get());
        while (tags.find()) {
            if (tags.group(1).equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
