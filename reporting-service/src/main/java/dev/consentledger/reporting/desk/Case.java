package dev.consentledger.reporting.desk;

import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What look-ups, proofs and erasures belong to, so that each has a reason on file.
 *
 * @param reference of the controller's own files; never a person's name or address
 * @param deadline by which whoever asked is to have an answer
 * @param openedBy the name of whoever opened it
 */
public record Case(
        UUID id,
        String site,
        String reference,
        CaseKind kind,
        Instant deadline,
        Instant openedAt,
        String openedBy,
        Optional<Instant> closedAt) {

    /** GDPR art. 12(3): without undue delay and in any event within one month. */
    private static final int MONTHS_BY_DEFAULT = 1;

    /** No space and no @, so that neither a name nor an address fits in. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");

    /** The form of a reference, for people: the end of a sentence that begins "expected". */
    public static final String REFERENCE_WORDS =
            "1 to 64 letters, digits, dots, hyphens, underscores and slashes, such as DSR-2026-0117;"
                    + " a number of your files, never a person's name or address";

    public Case {
        if (!isReference(reference)) {
            throw new IllegalArgumentException("a reference is " + REFERENCE_WORDS);
        }
    }

    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /**
     * The id of a site's case: a UUID of version 8 (RFC 9562, section 5.8) from SHA-256 over site
     * and reference, so that opening it a second time is the same.
     */
    public static UUID id(String site, String reference) {
        byte[] name = ("case\0" + site + '\0' + reference).getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(Hash.sha256(name).toBytes());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The deadline where none was given: a month of the calendar after the opening. */
    public static Instant deadlineAfter(Instant openedAt) {
        return openedAt.atZone(ZoneOffset.UTC).plusMonths(MONTHS_BY_DEFAULT).toInstant();
    }

    public boolean isOpen() {
        return closedAt.isEmpty();
    }

    /** Whether another request to open it means the same case. */
    boolean isSameAs(Case other) {
        return id.equals(other.id) && kind == other.kind;
    }
}
