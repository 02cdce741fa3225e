package dev.consentledger.core.statement;

import dev.consentledger.core.entry.Names;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.text.DecimalText;
import java.util.regex.Pattern;

/**
 * That records are missing for good, and that a shard goes on behind them. Its text has six lines:
 * kind and version, origin, topic, first missing offset, first offset from which it goes on,
 * reason. The first line keeps it apart from whatever else is signed as a note. Immutable.
 *
 * @param origin of the shard's log
 * @param topicId Kafka's id of the records topic
 * @param from the offset at which the shard stands
 * @param to the first offset from which it goes on
 * @param reason in one line, {@link Names#REASON}; it is public, and stays for ever
 */
public record GapStatement(String origin, String topicId, long from, long to, String reason) {

    /** The first line. */
    public static final String KIND = "consentledger.dev/gap/v1";

    private static final int LINES = 6;

    /** What the name of a log's key may have: printable ASCII, but no space and no plus sign. */
    private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,250}");

    /** As Kafka spells it: 16 bytes in URL-safe base64 without padding. */
    private static final Pattern TOPIC_ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    public GapStatement {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("an origin is the URL of a log without its scheme");
        }
        if (!TOPIC_ID.matcher(topicId).matches()) {
            throw new IllegalArgumentException("a topic's id is 22 characters of base64url");
        }
        if (from < 0 || to <= from || to > Json.INTEGER_MAX) {
            throw new IllegalArgumentException(
                    "a gap has a first missing offset and, behind it, one to go on from");
        }
        if (!Names.REASON.matches(reason)) {
            throw new IllegalArgumentException("a reason is " + Names.REASON.words());
        }
    }

    /** The text that is signed. */
    public String text() {
        return "%s\n%s\n%s\n%d\n%d\n%s\n".formatted(KIND, origin, topicId, from, to, reason);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws MalformedStatement with the first fault
     */
    public static GapStatement parse(String text) throws MalformedStatement {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(KIND)) {
            throw new MalformedStatement("its first line is not " + KIND);
        }
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
            throw new MalformedStatement(
                    "it does not have the lines kind, origin, topic, from, to and reason");
        }
        try {
            return new GapStatement(
                    lines[1], lines[2], offset(lines[3]), offset(lines[4]), lines[5]);
        } catch (IllegalArgumentException e) {
            throw new MalformedStatement(e.getMessage());
        }
    }

    private static long offset(String line) throws MalformedStatement {
        return DecimalText.read(line)
                .orElseThrow(() -> new MalformedStatement("an offset is in decimal digits"));
    }
}
