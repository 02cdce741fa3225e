package dev.consentledger.ledger.statement;

import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.SignedStatement;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the control topic. They say what a record is, and have the hash of the value, so that
 * compaction never drops one statement for another. Pure.
 */
public final class ControlKey {

    private static final String GAP = "gap/";

    private ControlKey() {}

    /** The key of a statement: kind, origin, first missing offset, and SHA-256 of the note. */
    public static byte[] of(SignedStatement signed) {
        GapStatement statement = signed.statement();
        String key =
                GAP + statement.origin() + "/" + statement.from() + "/" + signed.hash().toHex();
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a record with this key is to be a statement about a gap. */
    static boolean isOfGap(byte[] key) {
        return new String(key, StandardCharsets.UTF_8).startsWith(GAP);
    }
}
