package dev.consentledger.core.log;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the acts of one batch order, one after the other, each seeing what those before it have
 * done. Not thread-safe.
 */
final class Orders {

    /** In the context of a hold: the case that it is for. */
    private static final String CASE = "case";

    private final SubjectTags tags;
    private final Map<EntryId, SubjectTag> subjects;
    private final Map<SubjectTag, SubjectState> states;
    private final Map<EntryId, Known> known;
    private final List<Effect> effects = new ArrayList<>();

    /**
     * @param known what is there; takes notice of what is erased
     */
    Orders(SubjectTags tags, Readings readings, Stored stored, Map<EntryId, Known> known) {
        this.tags = tags;
        this.subjects = readings.subjects();
        this.states = new HashMap<>(stored.subjects());
        this.known = known;
    }

    List<Effect> effects() {
        return effects;
    }

    /** Does what an entry says, and tells what of its own evidence is kept. */
    KeptEvidence carryOut(long index, Reading.Sound sound) {
        if (!(sound.entry() instanceof EvidencedEntry entry)) {
            return KeptEvidence.NOTHING;
        }
        Evidence evidence = sound.evidence().orElseThrow();
        Optional<SubjectTag> tag = subjectOf(sound.id());
        KeptEvidence kept = KeptEvidence.all(evidence, tag);
        if (tag.isEmpty()) {
            if (entry instanceof ActEntry act && act.kind() == Kind.RETENTION) {
                eraseGuests(index, act);
            }
            return kept;
        }
        if (comesTooLate(sound)) {
            kept = kept.without(Erasable.OF_A_SUBJECT.get(entry.kind()));
        }
        return entry instanceof ActEntry act
                ? carryOut(index, act, tag.get(), evidence, kept)
                : kept;
    }

    Optional<SubjectTag> subjectOf(EntryId id) {
        return Optional.ofNullable(subjects.get(id));
    }

    /** Whether it happened before its subject was erased. */
    boolean comesTooLate(Reading.Sound sound) {
        return sound.entry() instanceof EvidencedEntry entry
                && subjectOf(sound.id())
                        .map(this::stateOf)
                        .filter(state -> state.isErasedAt(entry.effectiveAt()))
                        .isPresent();
    }

    private SubjectState stateOf(SubjectTag subject) {
        return states.getOrDefault(subject, SubjectState.UNTOUCHED);
    }

    private KeptEvidence carryOut(
            long index, ActEntry act, SubjectTag subject, Evidence evidence, KeptEvidence kept) {
        if (act.act().erases()) {
            return erase(index, act, subject) ? kept.without(Erasable.ofItself(act)) : kept;
        }
        if (act.kind() == Kind.HOLD) {
            hold(index, act, subject, evidence);
        }
        return kept;
    }

    private boolean erase(long index, ActEntry act, SubjectTag subject) {
        if (stateOf(subject).isHeld()) {
            effects.add(new Effect.Held(index, subject));
            return false;
        }
        boolean forGood = act.kind() == Kind.ERASURE;
        Map<Kind, Set<PartName>> parts = Erasable.by(act);
        effects.add(
                new Effect.Erased(
                        index,
                        Optional.of(subject),
                        parts,
                        act.reach(),
                        forGood ? Optional.of(act.at()) : Optional.empty()));
        if (forGood) {
            states.put(subject, stateOf(subject).erased(act.at()));
        }
        subjects.forEach(
                (id, of) -> {
                    if (of.equals(subject)) {
                        known.computeIfPresent(
                                id, (same, first) -> without(first, parts, act.reach()));
                    }
                });
        return true;
    }

    /** Nobody can hold what has no subject. */
    private void eraseGuests(long index, ActEntry act) {
        Map<Kind, Set<PartName>> parts = Erasable.by(act);
        effects.add(
                new Effect.Erased(index, Optional.empty(), parts, act.reach(), Optional.empty()));
        known.replaceAll(
                (id, first) ->
                        isGuestOf(act.site(), first) ? without(first, parts, act.reach()) : first);
    }

    private static boolean isGuestOf(String site, Known first) {
        return EntryCodec.decode(first.entry()) instanceof Decoding.Readable readable
                && readable.entry() instanceof ConsentEntry consent
                && consent.site().equals(site)
                && consent.commitments().subject().isEmpty();
    }

    private static Known without(Known first, Map<Kind, Set<PartName>> parts, Reach reach) {
        if (!reach.includes(first.index())) {
            return first;
        }
        Set<PartName> erased = parts.getOrDefault(EntryLabel.of(first.entry()).kind(), Set.of());
        return new Known(
                first.index(),
                first.entry(),
                erased.contains(PartName.SUBJECT) ? Optional.empty() : first.subject(),
                erased.contains(PartName.CONTEXT) ? Optional.empty() : first.context());
    }

    private void hold(long index, ActEntry act, SubjectTag subject, Evidence evidence) {
        String forCase =
                evidence.context().value().members().get(CASE) instanceof Json.Str text
                        ? text.value()
                        : "";
        UUID hold = tags.ofHold(subject, forCase);
        if (act.act() == Act.PLACED) {
            effects.add(new Effect.Placed(index, subject, hold));
            states.put(subject, stateOf(subject).placed(hold));
        } else {
            effects.add(new Effect.Lifted(index, subject, hold));
            states.put(subject, stateOf(subject).lifted(hold));
        }
    }
}
