package dev.consentledger.core.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes the one spelling that a JSON value has under RFC 8785: members sorted by their UTF-16 code
 * units, no white space, the shortest escapes.
 */
final class CanonicalJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    static byte[] write(Json value) {
        StringBuilder out = new StringBuilder(1_024);
        append(out, value);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, Json value) {
        if (value instanceof Json.Obj object) {
            appendObject(out, object);
        } else if (value instanceof Json.Arr array) {
            appendArray(out, array);
        } else if (value instanceof Json.Str string) {
            appendString(out, string.value());
        } else if (value instanceof Json.Int number) {
            out.append(number.value());
        } else if (value instanceof Json.Bool bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private static void appendObject(StringBuilder out, Json.Obj object) {
        out.append('{');
        char separator = 0;
        for (Map.Entry<String, Json> member : sorted(object.members())) {
            if (separator != 0) {
                out.append(separator);
            }
            separator = ',';
            appendString(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
        }
        out.append('}');
    }

    /** As they are where they are sorted already, as those of canonical bytes are. */
    private static Collection<Map.Entry<String, Json>> sorted(Map<String, Json> members) {
        String before = null;
        for (String name : members.keySet()) {
            if (before != null && before.compareTo(name) > 0) {
                List<Map.Entry<String, Json>> entries = new ArrayList<>(members.entrySet());
                entries.sort(Map.Entry.comparingByKey());
                return entries;
            }
            before = name;
        }
        return members.entrySet();
    }

    private static void appendArray(StringBuilder out, Json.Arr array) {
        out.append('[');
        for (int i = 0; i < array.items().size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, array.items().get(i));
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, plainFrom, i);
                appendEscaped(out, c);
                plainFrom = i + 1;
            }
        }
        out.append(text, plainFrom, text.length()).append('"');
    }

    private static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
        }
    }
}
