package dev.consentledger.core.proof;

import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifierKey;

/**
 * A log's key with the sizes of tree that it may sign, so that a key that was retired, or stolen
 * later, cannot sign what came after it.
 *
 * @param key of type Ed25519; its name is the log's origin
 * @param sizeMin the smallest size, in entries
 * @param sizeMax the largest
 */
public record LogKey(VerifierKey key, long sizeMin, long sizeMax) {

    public LogKey {
        if (key.type() != SignatureType.ED25519) {
            throw new IllegalArgumentException("a log does not sign with a witness's key");
        }
        if (sizeMin < 0 || sizeMax < sizeMin) {
            throw new IllegalArgumentException(
                    "no tree has from %d to %d entries".formatted(sizeMin, sizeMax));
        }
    }

    /** A key for every size. */
    public static LogKey of(VerifierKey key) {
        return new LogKey(key, 0, Long.MAX_VALUE);
    }

    /** Which log it is of. */
    public String origin() {
        return key.name();
    }

    boolean maySign(long size) {
        // The empty tree is the same for everybody: who signs it says nothing.
        return size == 0 || size >= sizeMin && size <= sizeMax;
    }
}
