package dev.consentledger.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the one spelling that a JSON value has under RFC 8785: members sorted by their UTF-16 code
 * units, no white space, the shortest escapes.
 */
final class CanonicalJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    static byte[] write(Json value) {
        StringBuilder out = new StringBuilder(512);
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
        for (Map.Entry<String, Json> member : new TreeMap<>(object.members()).entrySet()) {
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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
