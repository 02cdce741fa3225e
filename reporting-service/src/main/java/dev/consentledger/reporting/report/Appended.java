package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.merkle.Hash;
import java.util.Optional;

/**
 * One entry of the ledger, as the topic of appended entries tells of it.
 *
 * @param index its place in the shard, counted from 0
 * @param offset of the record that told of it; the same entry may be told twice
 * @param subject the record's key, where it stands for a site's subject; the pseudonym itself is
 *     not needed here and not kept
 * @param document what was published, where a publication is what the entry is about
 * @param leaf of the entry's bytes in the tree of its shard (RFC 6962, section 2.1)
 */
public record Appended(
        long index,
        long offset,
        Entry entry,
        Optional<Hash> subject,
        Marks marks,
        Optional<byte[]> document,
        Hash leaf) {

    /** The same of another subject. */
    public Appended about(Hash otherSubject) {
        return new Appended(index, offset, entry, Optional.of(otherSubject), marks, document, leaf);
    }

    /** Whether this is an order that has erased somebody's evidence, its own subject with it. */
    public boolean hasErased() {
        return marks.erased() && entry.kind() == Kind.ERASURE;
    }

    /**
     * What else is told of an entry about somebody.
     *
     * @param receipt the code that the visitor got, of a consent
     * @param account the account, hashed, of a link
     * @param erased whether this is an act that has erased evidence
     */
    public record Marks(Optional<ReceiptCode> receipt, Optional<Hash> account, boolean erased) {

        /** Whether it is the end of a retention after which the subject is not told any more. */
        boolean forgetsByItself(Entry entry) {
            return erased
                    && entry instanceof ActEntry act
                    && act.kind() == Kind.RETENTION
                    && act.parts().contains(PartName.SUBJECT);
        }

        public static final Marks NONE = new Marks(Optional.empty(), Optional.empty(), false);
    }
}
