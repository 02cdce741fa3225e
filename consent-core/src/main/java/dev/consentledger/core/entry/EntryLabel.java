package dev.consentledger.core.entry;

import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a message about an entry says on the outside.
 *
 * @param eventId absent for an entry that the ledger itself made, like {@code site}
 * @param time when a consent was received, an act was done, a decision was made or a document was
 *     published, as it is spelled
 * @param hash of the unreadable record or of the statement that such an entry is about, in
 *     hexadecimal digits
 */
public record EntryLabel(
        Kind kind,
        Optional<UUID> eventId,
        Optional<String> site,
        Optional<String> time,
        Optional<String> hash) {

    /** The members that have it; an entry has one of them at most. */
    private static final List<String> TIMES = List.of("receivedAt", "at", "publishedAt");

    /** The label of an entry. */
    public static EntryLabel of(Entry entry) {
        if (entry instanceof ConsentEntry consent) {
            return event(consent.kind(), consent.eventId(), consent.site(), consent.receivedAt());
        }
        if (entry instanceof EvidencedEntry done) {
            return event(done.kind(), done.eventId(), done.site(), done.effectiveAt());
        }
        if (entry instanceof PublicationEntry published) {
            return event(
                    published.kind(),
                    published.eventId(),
                    published.site(),
                    published.publishedAt());
        }
        return entry instanceof GapEntry gap
                ? ofLedger(gap.kind(), gap.hash())
                : ofLedger(entry.kind(), ((UnreadableEntry) entry).hash());
    }

    private static EntryLabel ofLedger(Kind kind, Hash hash) {
        return new EntryLabel(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(hash.toHex()));
    }

    private static EntryLabel event(Kind kind, UUID eventId, String site, Instant time) {
        return new EntryLabel(
                kind,
                Optional.of(eventId),
                Optional.of(site),
                Optional.of(Timestamps.format(time)),
                Optional.empty());
    }

    /**
     * Reads the label from bytes that are an entry for certain, because they were appended, and so
     * without judging them once more.
     *
     * @throws IllegalStateException if the bytes are no entry of a kind that this code knows
     */
    public static EntryLabel of(byte[] appended) {
        Map<String, String> texts = JsonReader.texts(appended);
        Kind kind =
                Optional.ofNullable(texts.get("kind"))
                        .flatMap(term -> Term.parse(Kind.class, term))
                        .orElseThrow(
                                () -> new IllegalStateException("a stored entry without a kind"));
        return new EntryLabel(
                kind,
                Optional.ofNullable(texts.get("eventId")).map(UUID::fromString),
                Optional.ofNullable(texts.get("site")),
                TIMES.stream().map(texts::get).filter(Objects::nonNull).findFirst(),
                Optional.ofNullable(texts.get("hash")));
    }
}
