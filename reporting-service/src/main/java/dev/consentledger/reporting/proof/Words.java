package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Timestamps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of the formats, in plain English. */
final class Words {

    /** What a site never said. */
    static final String UNDECLARED = "undeclared";

    private static final Pattern PERIOD =
            Pattern.compile(
                    "P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?");

    private static final List<String> UNITS =
            List.of("year", "month", "week", "day", "hour", "minute", "second");

    private static final Map<String, String> TECHNOLOGIES =
            Map.of(
                    "cookie", "cookie",
                    "local_storage", "local storage",
                    "session_storage", "session storage",
                    "indexed_db", "IndexedDB",
                    "cache_storage", "cache storage",
                    "other_browser_storage", "other storage in the browser");

    private Words() {}

    static String orUndeclared(Optional<String> text) {
        return text.orElse(UNDECLARED);
    }

    /** Such as {@code 2026-11-22 10:15:30.123 UTC}. */
    static String time(Instant time) {
        return Timestamps.format(time).replace('T', ' ').replace("Z", " UTC");
    }

    /** A length of time that was measured, such as {@code 2.1 s} or {@code 3 days 4 h}. */
    static String measured(Duration duration) {
        Duration length = duration.abs();
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros().toPlainString()
                    + " s";
        }
        List<String> parts = new ArrayList<>();
        long days = length.toDays();
        if (days > 0) {
            parts.add(days == 1 ? "1 day" : days + " days");
        }
        if (length.toHoursPart() > 0) {
            parts.add(length.toHoursPart() + " h");
        }
        if (length.toMinutesPart() > 0) {
            parts.add(length.toMinutesPart() + " min");
        }
        return parts.isEmpty() ? length.toSecondsPart() + " s" : String.join(" ", parts);
    }

    /** A length of time that was said (ISO 8601), such as {@code 6 months}. */
    static String period(String iso) {
        Matcher matcher = PERIOD.matcher(iso);
        if (!matcher.matches()) {
            return iso;
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < UNITS.size(); i++) {
            String number = matcher.group(i + 1);
            if (number != null) {
                parts.add(number + " " + UNITS.get(i) + (number.equals("1") ? "" : "s"));
            }
        }
        return parts.isEmpty() ? iso : String.join(" ", parts);
    }

    static String technology(String term) {
        return TECHNOLOGIES.getOrDefault(term, term);
    }

    static String lifetime(ShownItem.Lifetime lifetime) {
        return switch (lifetime.kind()) {
            case "session" -> "until the browser is closed";
            case "tab" -> "until the tab is closed";
            case "fixed" -> lifetime.duration().map(Words::period).orElse(UNDECLARED);
            case "up_to" -> lifetime.duration().map(it -> "up to " + period(it)).orElse(UNDECLARED);
            case "range" ->
                    "%s to %s"
                            .formatted(
                                    lifetime.from().map(Words::period).orElse(UNDECLARED),
                                    lifetime.to().map(Words::period).orElse(UNDECLARED));
            case "until_sign_out" -> "until sign-out";
            case "with_certificate" -> "as long as its certificate";
            case "persistent" -> "persistent, for how long is undeclared";
            case "varies" -> "varies";
            case "until_cleared" -> "until it is cleared";
            default -> UNDECLARED;
        };
    }

    static String recipients(ShownItem.Recipients recipients) {
        if (recipients instanceof ShownItem.Recipients.Listed listed) {
            return String.join(", ", listed.names());
        }
        if (recipients instanceof ShownItem.Recipients.Nobody nobody) {
            return nobody.scope().map(it -> "nobody for: " + it).orElse("nobody");
        }
        return UNDECLARED;
    }

    /** What the visitor did, to be put after "The visitor". */
    static String action(Action action) {
        return switch (action) {
            case SHOWN -> "was shown the notice";
            case ACKNOWLEDGE -> "acknowledged the notice";
            case ACCEPT_ALL -> "accepted all";
            case REJECT_ALL -> "refused all";
            case SAVE -> "saved a choice for each category";
            case WITHDRAW -> "withdrew consent";
            case DISMISS -> "closed the banner without a choice";
            case GPC -> "sent Global Privacy Control, a signal of the browser that objects";
            case IMPLIED -> "went on using the site without a choice";
            case EXPIRE -> "made no new choice before the old one ran out";
            case IMPORT -> "had made this choice elsewhere, from where it was imported";
        };
    }

    static String mechanism(Mechanism mechanism) {
        return switch (mechanism) {
            case OPT_IN -> "consent: off until granted";
            case OPT_OUT -> "objection: on until refused";
            case NOTICE_ONLY -> "notice: told, not asked";
            case EXEMPT -> "exempt: not asked";
            case UNDECLARED -> UNDECLARED;
        };
    }

    static String decision(Decision decision) {
        return switch (decision) {
            case GRANTED -> "granted";
            case REFUSED -> "refused";
            case NOT_ASKED -> "no choice";
        };
    }

    /** A term of a format as people write it: {@code accept_all} becomes {@code accept all}. */
    static String plain(String term) {
        return term.replace('_', ' ');
    }
}
