package dev.consentledger.ledger.audit;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.log.SubjectTags;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.ledger.audit.StoredEntry.StoredEvidence;
import dev.consentledger.ledger.audit.StoredEntry.StoredOutcome;
import dev.consentledger.ledger.audit.StoredEntry.StoredRecord;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Compares an entry with the rows beside it, which no tile covers: evidence that is still there has
 * to be what was committed to, a document what was hashed, an unreadable record likewise. Evidence
 * that is gone was erased. Pure and thread-safe.
 */
final class EntryRows {

    private final byte[] ledgerKey;
    private final SubjectTags tags;
    private final int epoch;
    private final int shard;

    /**
     * @param ledgerKey that keys the hashes of unreadable records and the tags of subjects
     */
    EntryRows(byte[] ledgerKey, int epoch, int shard) {
        this.ledgerKey = ledgerKey.clone();
        this.tags = new SubjectTags(ledgerKey);
        this.epoch = epoch;
        this.shard = shard;
    }

    /** What an entry is expected to be found by. */
    sealed interface Expected {}

    /**
     * A row in the table of ids.
     *
     * @param scope unknown once the subject was erased
     */
    record Id(UUID eventId, OptionalLong scope, long index) implements Expected {}

    /** None: the ledger itself made the entry. */
    record NoId() implements Expected {}

    /** Not known: it is of a kind that is not judged here, or of a later version. */
    record Unknown() implements Expected {}

    /**
     * Checks one entry.
     *
     * @throws Mismatch with the first difference
     */
    Expected check(StoredEntry row) throws Mismatch {
        Decoding decoding = EntryCodec.decode(row.entry());
        if (decoding instanceof Decoding.Malformed malformed) {
            throw new Mismatch("entry %d is none: %s".formatted(row.index(), malformed.reason()));
        }
        if (!(decoding instanceof Decoding.Readable readable)) {
            return new Unknown();
        }
        Entry entry = readable.entry();
        require(row.evidence().isEmpty() || entry instanceof EvidencedEntry, row, "evidence");
        require(
                row.document().isEmpty()
                        || entry instanceof PublicationEntry
                        || entry instanceof GapEntry,
                row,
                "a document");
        require(
                row.unreadable().isEmpty() || entry instanceof UnreadableEntry,
                row,
                "an unreadable record");
        if (entry instanceof EvidencedEntry evidenced) {
            return evidenced(row, evidenced);
        }
        if (entry instanceof PublicationEntry publication) {
            return publication(row, publication);
        }
        return entry instanceof GapEntry gap
                ? gap(row, gap)
                : unreadable(row, (UnreadableEntry) entry);
    }

    private Expected evidenced(StoredEntry row, EvidencedEntry entry) throws Mismatch {
        StoredEvidence evidence = row.evidence().orElse(StoredEvidence.NONE);
        requireOutcome(row, entry);
        Commitments commitments = entry.commitments();
        requireCommitted(row, "subject", evidence.subject(), commitments.subject());
        requireCommitted(row, "context", evidence.context(), Optional.of(commitments.context()));
        requireCommitted(row, "observed", evidence.observed(), Optional.of(commitments.observed()));
        boolean known = commitments.subject().isEmpty() || evidence.subject().isPresent();
        return new Id(
                entry.eventId(),
                known
                        ? OptionalLong.of(scope(row, entry, evidence.subject()))
                        : OptionalLong.empty(),
                row.index());
    }

    private static void requireCommitted(
            StoredEntry row, String part, Optional<byte[]> stored, Optional<Hash> committed)
            throws Mismatch {
        if (stored.isPresent() && !stored.map(Hash::sha256).equals(committed)) {
            throw new Mismatch(
                    "the evidence of entry %d: its %s is not what the entry commits to"
                            .formatted(row.index(), part));
        }
    }

    private static void requireOutcome(StoredEntry row, EvidencedEntry entry) throws Mismatch {
        boolean order = entry instanceof ActEntry act && act.act().erases();
        boolean fits =
                row.outcome().isPresent() == order
                        && row.outcome()
                                .filter(StoredOutcome::erased)
                                .map(
                                        outcome ->
                                                outcome.tombstone()
                                                        == (entry.kind() == Kind.ERASURE))
                                .orElse(true);
        if (!fits) {
            throw new Mismatch(
                    "the outcome of entry %d is missing, or its tombstone, or it is no order"
                            .formatted(row.index()));
        }
    }

    /** Whoever is to be erased has to be found, and not to be there any more afterwards. */
    private void requireFound(StoredEntry row, EvidencedEntry entry, Optional<String> pseudonym)
            throws Mismatch {
        StoredEvidence evidence = row.evidence().orElse(StoredEvidence.NONE);
        if (evidence.erased()) {
            throw new Mismatch(
                    "the evidence of entry %d is still there, and was erased"
                            .formatted(row.index()));
        }
        boolean fits =
                pseudonym.isEmpty()
                        || pseudonym.map(of -> tags.of(entry.site(), of)).equals(evidence.tag());
        if (!fits) {
            throw new Mismatch(
                    "the evidence of entry %d is not found by its subject".formatted(row.index()));
        }
    }

    /** The bytes are those that were committed to, and so can be read. */
    private long scope(StoredEntry row, EvidencedEntry entry, Optional<byte[]> subject)
            throws Mismatch {
        Optional<String> pseudonym = Optional.empty();
        if (subject.isPresent()) {
            try {
                EvidencePart part = EvidencePart.ofCommittedBytes(subject.get());
                pseudonym = Optional.of(Evidence.pseudonymOf(part));
            } catch (MalformedJson | IllegalArgumentException e) {
                throw new Mismatch(
                        "the evidence of entry %d: its subject is none".formatted(row.index()));
            }
        }
        requireFound(row, entry, pseudonym);
        return EntryId.of(entry.site(), pseudonym, entry.eventId()).scope();
    }

    private static Expected publication(StoredEntry row, PublicationEntry entry) throws Mismatch {
        if (!row.document().map(Hash::sha256).equals(Optional.of(entry.sha256()))) {
            throw new Mismatch(
                    "the document of entry %d is missing, or is not what the entry has hashed"
                            .formatted(row.index()));
        }
        EntryId id = EntryId.of(entry.site(), Optional.empty(), entry.eventId());
        return new Id(id.eventId(), OptionalLong.of(id.scope()), row.index());
    }

    private Expected gap(StoredEntry row, GapEntry entry) throws Mismatch {
        boolean fits =
                entry.shard() == shard
                        && entry.from() == row.offset()
                        && row.document().map(Hash::sha256).equals(Optional.of(entry.hash()));
        if (!fits) {
            throw new Mismatch(
                    "the statement of entry %d is missing, or is not what the entry has hashed"
                            .formatted(row.index()));
        }
        return new NoId();
    }

    private Expected unreadable(StoredEntry row, UnreadableEntry entry) throws Mismatch {
        Optional<StoredRecord> record = row.unreadable();
        boolean fits =
                entry.shard() == shard
                        && entry.offset() == row.offset()
                        && (record.isEmpty() || isOf(record.get(), entry));
        if (!fits) {
            throw new Mismatch(
                    "the unreadable record of entry %d is not what the entry has hashed"
                            .formatted(row.index()));
        }
        return new NoId();
    }

    private boolean isOf(StoredRecord record, UnreadableEntry entry) {
        return record.offset() == entry.offset()
                && UnreadableEntry.of(ledgerKey, epoch, shard, record.offset(), record.value())
                        .equals(entry);
    }

    private static void require(boolean holds, StoredEntry row, String what) throws Mismatch {
        if (!holds) {
            throw new Mismatch(
                    "entry %d has %s beside it, and is of a kind that has none"
                            .formatted(row.index(), what));
        }
    }
}
