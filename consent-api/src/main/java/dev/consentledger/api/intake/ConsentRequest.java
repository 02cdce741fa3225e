package dev.consentledger.api.intake;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Decision;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One event as a client sent it, in the right form but not yet judged.
 *
 * @param decisions by category as the client spelled it, which may be no legal id; empty where the
 *     client gave none
 * @param occurredAt the client's time, to the millisecond
 */
record ConsentRequest(
        UUID eventId,
        String site,
        Optional<String> subject,
        VersionName policyVersion,
        Action action,
        Map<String, Decision> decisions,
        Instant occurredAt,
        Context context) {

    /**
     * Where and how it happened, by the client's account.
     *
     * @param url without user, query and fragment
     * @param gpp a Global Privacy Platform string, kept as evidence only
     * @param tc a Transparency and Consent string, kept as evidence only
     */
    record Context(
            Optional<String> url,
            Optional<String> language,
            Optional<String> jurisdiction,
            VersionName bannerVersion,
            Optional<UUID> noticeEventId,
            OptionalInt layer,
            Optional<String> gpp,
            Optional<String> tc) {

        static Context none() {
            return new Context(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new VersionName.Absent(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    ConsentRequest {
        decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
    }

    /** Says nothing of the subject or the page, which are personal. */
    @Override
    public String toString() {
        return "ConsentRequest[site=" + site + ", action=" + action.term() + "]";
    }
}
