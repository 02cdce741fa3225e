package dev.consentledger.ledger.http;

import dev.consentledger.core.text.DecimalText;
import dev.consentledger.ledger.reading.LogId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of something in a log, as the client has spelled it: {@code /logs/<epoch>/<shard>/} and
 * the rest.
 *
 * @param rest such as {@code checkpoint} or {@code tile/0/000}; nothing in it is decoded, so that
 *     everything has one address only
 */
record LogPath(LogId log, String rest) {

    private static final Pattern PATH =
            Pattern.compile("/logs/([0-9]{1,10})/([0-9]{1,10})/([a-z0-9./-]{1,64})");

    /** Absent where it is the path of no log, or is spelled in another way than ours. */
    static Optional<LogPath> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        OptionalLong epoch = DecimalText.read(matcher.group(1));
        OptionalLong shard = DecimalText.read(matcher.group(2));
        if (epoch.orElse(Long.MAX_VALUE) > Integer.MAX_VALUE
                || shard.orElse(Long.MAX_VALUE) > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        LogId log = new LogId((int) epoch.getAsLong(), (int) shard.getAsLong());
        return Optional.of(new LogPath(log, matcher.group(3)));
    }
}
