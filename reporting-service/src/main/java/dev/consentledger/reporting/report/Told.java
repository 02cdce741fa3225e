package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.reporting.report.Appended.Marks;
import java.util.Optional;

/**
 * What is told of an entry, by the topic of appended entries or by ledger-service itself.
 *
 * @param bytes of the entry, which its leaf is the hash of
 * @param entry what they say
 * @param key of the entry's record; not told of one that the ledger itself has made
 * @param pseudonym while it is not erased
 * @param account of a link, while it is not erased
 * @param document a policy's or banner's canonical bytes
 * @param erased whether evidence was erased, of an act that was to erase some
 */
public record Told(
        byte[] bytes,
        Entry entry,
        Optional<Hash> key,
        Optional<String> pseudonym,
        Optional<String> account,
        Optional<byte[]> document,
        boolean erased) {

    /** What the bytes of an entry say. */
    public static Entry decode(byte[] bytes) throws UnusableEntry {
        Decoding decoding = EntryCodec.decode(bytes);
        if (decoding instanceof Decoding.Readable readable) {
            return readable.entry();
        }
        if (decoding instanceof Decoding.Unsupported unsupported) {
            throw new UnusableEntry(
                    "%s: upgrade reporting-service first".formatted(unsupported.reason()));
        }
        throw new UnusableEntry(
                "the value is no entry: " + ((Decoding.Malformed) decoding).reason());
    }

    /**
     * What is projected of it.
     *
     * @param offset of the record that told of it; 0 where none did
     */
    public Appended appended(long index, long offset, PersonKeys keys) throws UnusableEntry {
        if (entry instanceof PublicationEntry publication
                && document.map(Hash::sha256).filter(publication.sha256()::equals).isEmpty()) {
            throw new UnusableEntry("the document is not what the entry has hashed");
        }
        Marks marks = marks(keys);
        return new Appended(
                index, offset, entry, subject(marks), marks, document, TreeHash.leaf(bytes));
    }

    /** The pseudonym of whoever is erased is no longer told; the key still says who that was. */
    private Optional<Hash> subject(Marks marks) throws UnusableEntry {
        boolean ordered =
                marks.erased()
                        && entry instanceof ActEntry act
                        && act.commitments().subject().isPresent();
        if (!ordered && pseudonym.isEmpty()) {
            return Optional.empty();
        }
        if (key.isEmpty()) {
            throw new UnusableEntry("the key is not a SHA-256");
        }
        return key;
    }

    private Marks marks(PersonKeys keys) {
        if (entry instanceof ConsentEntry consent) {
            return new Marks(
                    Optional.of(keys.receipt(consent.site(), pseudonym, consent.eventId())),
                    Optional.empty(),
                    false);
        }
        if (!(entry instanceof ActEntry act)) {
            return Marks.NONE;
        }
        return new Marks(
                Optional.empty(),
                account.map(name -> keys.account(act.site(), name)),
                act.act().erases() && erased);
    }
}
