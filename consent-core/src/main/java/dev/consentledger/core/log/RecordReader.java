package dev.consentledger.core.log;

import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells what a record is. What counts as malformed is frozen by the golden files of version 1,
 * because a replay has to judge every record as the first reading did. Thread-safe.
 *
 * @param shard whose partition the records come from
 * @param shards in the epoch
 */
public record RecordReader(int shard, int shards) {

    public Reading read(LedgerRecord record) {
        Decoding decoding = EntryCodec.decode(record.value());
        if (decoding instanceof Decoding.Unsupported unsupported) {
            return new Reading.Unsupported(record, unsupported.reason());
        }
        if (decoding instanceof Decoding.Malformed malformed) {
            return new Reading.Unreadable(record, malformed.reason());
        }
        Entry entry = ((Decoding.Readable) decoding).entry();
        if (entry instanceof EvidencedEntry evidenced) {
            return readEvidenced(record, evidenced);
        }
        if (entry instanceof PublicationEntry publication) {
            return readPublication(record, publication);
        }
        return new Reading.Unreadable(record, "only a ledger makes entries of this kind");
    }

    private Reading readEvidenced(LedgerRecord record, EvidencedEntry entry) {
        if (record.evidence().isEmpty()) {
            return new Reading.Unreadable(record, "the header 'evidence' is missing");
        }
        Evidence evidence;
        try {
            evidence = Evidence.read(record.evidence().get());
        } catch (MalformedJson e) {
            return new Reading.Unreadable(record, "the header 'evidence': " + e.reason());
        }
        if (!evidence.commitments().equals(entry.commitments())) {
            return new Reading.Unreadable(record, "the evidence is not what was committed to");
        }
        Optional<String> subject = evidence.pseudonym();
        EntryId id = EntryId.of(entry.site(), subject, entry.eventId());
        Hash key = Routing.subjectKey(entry.site(), subject, entry.eventId());
        return routed(key, new Reading.Sound(record, id, entry, Optional.of(evidence)));
    }

    private Reading readPublication(LedgerRecord record, PublicationEntry entry) {
        boolean sound =
                record.document().map(Hash::sha256).filter(entry.sha256()::equals).isPresent();
        if (!sound) {
            return new Reading.Unreadable(record, "the document is not what the entry has hashed");
        }
        EntryId id = EntryId.of(entry.site(), Optional.empty(), entry.eventId());
        return routed(
                Routing.siteKey(entry.site()),
                new Reading.Sound(record, id, entry, Optional.empty()));
    }

    private Reading routed(Hash key, Reading.Sound sound) {
        if (!Arrays.equals(key.toBytes(), sound.record().key())) {
            return new Reading.Unreadable(sound.record(), "the key is not that of the entry");
        }
        if (Routing.shardOf(key, shards) != shard) {
            return new Reading.Unreadable(sound.record(), "the entry belongs to another shard");
        }
        return sound;
    }
}
