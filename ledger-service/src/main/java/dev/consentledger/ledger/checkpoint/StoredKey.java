package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A key of a log as the ledger has written it down.
 *
 * @param sizeFirst the smallest tree that it may sign, in entries
 * @param sizeLast the largest, once it was retired; one less than the first where it never signed
 */
public record StoredKey(VerifierKey key, long sizeFirst, OptionalLong sizeLast) {

    /** Whether it signs now. */
    public boolean isOpen() {
        return sizeLast.isEmpty();
    }

    /** What a trust file says of it; absent where it was retired before it signed anything. */
    public Optional<LogKey> trusted() {
        long last = sizeLast.orElse(Long.MAX_VALUE);
        return last < sizeFirst ? Optional.empty() : Optional.of(new LogKey(key, sizeFirst, last));
    }
}
