package dev.consentledger.reporting.regulator;

import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.regulator.LinkEnded.Why;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A link, without its secret.
 *
 * @param inCase the id of the case that it belongs to, and ends with
 * @param recipient the authority that it is for; never a person's name
 * @param validUntil the first moment at which it opens nothing
 * @param uses how often something was handed out for it
 */
public record RegulatorLink(
        UUID id,
        String site,
        UUID inCase,
        LinkScope scope,
        String recipient,
        Instant validUntil,
        Instant issuedAt,
        String issuedBy,
        Optional<Instant> revokedAt,
        long uses,
        Optional<Instant> lastUsedAt) {

    /** One line, with room for the name of an authority. */
    private static final Pattern RECIPIENT = Pattern.compile("\\P{Cntrl}{1,100}");

    /** The form of a recipient, for people: the end of a sentence that begins "expected". */
    public static final String RECIPIENT_WORDS =
            "the name of the authority, 1 to 100 characters in one line; never a person's name";

    public RegulatorLink {
        if (!isRecipient(recipient)) {
            throw new IllegalArgumentException("a recipient is " + RECIPIENT_WORDS);
        }
    }

    public static boolean isRecipient(String text) {
        return RECIPIENT.matcher(text).matches() && !text.isBlank();
    }

    /**
     * Why it opens nothing any more; empty where it does.
     *
     * @param of the case that it belongs to
     */
    public Optional<Why> ended(Case of, Instant now) {
        if (revokedAt.isPresent()) {
            return Optional.of(Why.REVOKED);
        }
        if (!now.isBefore(validUntil)) {
            return Optional.of(Why.EXPIRED);
        }
        return of.isOpen() ? Optional.empty() : Optional.of(Why.CASE_CLOSED);
    }
}
