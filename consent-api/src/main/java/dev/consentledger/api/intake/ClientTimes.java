package dev.consentledger.api.intake;

import dev.consentledger.core.entry.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times of clients: RFC 3339 (section 5.6) with any offset and any fraction. */
final class ClientTimes {

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(?:(\\.\\d{1,9})\\d{0,21})?(Z|[+-]\\d{2}:\\d{2})");

    private ClientTimes() {}

    /** The time to the millisecond; empty for anything that is not RFC 3339 or has no UTC year. */
    static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        String fraction = form.group(2) == null ? "" : form.group(2);
        try {
            OffsetDateTime time =
                    OffsetDateTime.parse(form.group(1) + fraction + form.group(3))
                            .withOffsetSameInstant(ZoneOffset.UTC);
            boolean spellable = time.getYear() >= 0 && time.getYear() <= 9999;
            return spellable
                    ? Optional.of(Timestamps.truncate(time.toInstant()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
