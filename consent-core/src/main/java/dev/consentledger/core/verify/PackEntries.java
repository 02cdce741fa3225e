package dev.consentledger.core.verify;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.pack.PackedEntry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks each entry of a pack for itself: its parts against its commitments, and whether the
 * question was for it. Remembers what only all together show. For one thread.
 */
final class PackEntries {

    /** Versions of policies and banners; a limit on what is remembered. */
    private static final int DOCUMENTS_MAX = 100_000;

    private final PackOrder order;
    private final Tally format;
    private final Tally parts = new Tally("parts-committed", true);
    private final Tally question = new Tally("question", true);
    private final Tally sample = new Tally("sample", true);
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final Set<Hash> published = new HashSet<>();
    private final Set<Hash> named = new HashSet<>();
    private final Set<Hash> subjects = new HashSet<>();
    private long undisclosed;

    PackEntries(PackOrder order, Tally format) {
        this.order = order;
        this.format = format;
    }

    /** Takes an entry that the log has. */
    void take(PackManifest.Log log, PackedEntry packed) {
        String place = "entry %d of %s".formatted(packed.index(), log.folder());
        if (!(EntryCodec.decode(packed.entry()) instanceof Decoding.Readable readable)) {
            format.fail(place + " is of a later version than this program");
            return;
        }
        Entry entry = readable.entry();
        kinds.merge(entry.kind(), 1L, Long::sum);
        if (entry instanceof PublicationEntry publication) {
            question.check(publication.site().equals(order.site()), place + " is of another site");
            remember(published, publication.sha256());
        } else if (entry instanceof EvidencedEntry evidenced) {
            takeParts(place, packed, evidenced);
            question(place, evidenced);
            if (order.sample().isPresent()) {
                sample.check(
                        order.samples(log.epoch(), log.shard(), packed.index()),
                        place + " does not belong to the sample");
            }
        } else {
            question.fail(place + " is of no site");
        }
    }

    private void takeParts(String place, PackedEntry packed, EvidencedEntry entry) {
        for (PartName name : PartName.values()) {
            Optional<Hash> commitment = entry.commitments().of(name);
            Optional<Hash> there = Optional.ofNullable(packed.parts().get(name)).map(Hash::sha256);
            if (there.isPresent()) {
                parts.check(
                        there.equals(commitment),
                        "the %s of %s is not what it commits to".formatted(name.term(), place));
            } else if (commitment.isPresent()) {
                undisclosed++;
            }
        }
        Optional.ofNullable(packed.parts().get(PartName.SUBJECT)).ifPresent(this::rememberSubject);
        if (entry instanceof ConsentEntry consent) {
            Stream.of(consent.policy(), consent.banner())
                    .flatMap(Optional::stream)
                    .map(DocumentReference::sha256)
                    .flatMap(Optional::stream)
                    .forEach(hash -> remember(named, hash));
        }
    }

    /** Without its salt, which is another one each time. */
    private void rememberSubject(byte[] part) {
        if (order.question() instanceof PackQuestion.Person && part.length > Hash.LENGTH) {
            remember(subjects, Hash.sha256(Arrays.copyOfRange(part, Hash.LENGTH, part.length)));
        }
    }

    private void question(String place, EvidencedEntry entry) {
        if (!entry.site().equals(order.site())) {
            question.fail(place + " is of another site");
        } else if (order.question() instanceof PackQuestion.Period period) {
            question.check(
                    period.contains(entry.effectiveAt()),
                    place + " took effect at another time than the period's");
        } else {
            question.pass();
        }
    }

    private void remember(Set<Hash> hashes, Hash hash) {
        if (hashes.size() < DOCUMENTS_MAX) {
            hashes.add(hash);
        } else if (!hashes.contains(hash)) {
            format.fail("there are more than %d documents or persons".formatted(DOCUMENTS_MAX));
        }
    }

    /** The documents that publications in the pack name. */
    Set<Hash> published() {
        return Set.copyOf(published);
    }

    /** The documents that consents name and no publication in the pack. */
    long unpublished() {
        return named.stream().filter(hash -> !published.contains(hash)).count();
    }

    Map<Kind, Long> kinds() {
        return Map.copyOf(kinds);
    }

    /** What only holds for all together, and what was found of each. */
    List<Finding> findings() {
        if (order.question() instanceof PackQuestion.Person person) {
            question.check(
                    subjects.size() <= person.subjects(),
                    "there are entries of %d pseudonyms, where it says %d"
                            .formatted(subjects.size(), person.subjects()));
        }
        String disclosed =
                "%d parts are what their entries commit to; %d were withheld or erased"
                        .formatted(parts.passed(), undisclosed);
        Stream<Finding> always =
                Stream.of(
                        parts.finding(disclosed),
                        question.finding("every entry is one that was asked for"));
        Stream<Finding> sampled =
                order.sample().stream()
                        .map(
                                rule ->
                                        sample.finding(
                                                "every entry belongs to the sample of %d in a million"
                                                        .formatted(rule.perMillion())));
        return Stream.concat(always, sampled).toList();
    }
}
