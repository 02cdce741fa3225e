package dev.consentledger.core.log;

import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.PartName;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of an entry's evidence when it is appended: mostly all of it.
 *
 * @param tag by which it is found when its subject is to be erased; there only with the subject
 */
public record KeptEvidence(
        Optional<SubjectTag> tag,
        Optional<EvidencePart> subject,
        Optional<EvidencePart> context,
        Optional<EvidencePart> observed) {

    /** Of entries that have no evidence. */
    public static final KeptEvidence NOTHING =
            new KeptEvidence(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static KeptEvidence all(Evidence evidence, Optional<SubjectTag> tag) {
        return new KeptEvidence(
                tag,
                evidence.subject(),
                Optional.of(evidence.context()),
                Optional.of(evidence.observed()));
    }

    /** Whether there is no part to keep. */
    public boolean isNothing() {
        return subject.isEmpty() && context.isEmpty() && observed.isEmpty();
    }

    /** The rest. */
    public KeptEvidence without(Set<PartName> parts) {
        return new KeptEvidence(
                unlessIn(parts, PartName.SUBJECT, tag),
                unlessIn(parts, PartName.SUBJECT, subject),
                unlessIn(parts, PartName.CONTEXT, context),
                unlessIn(parts, PartName.OBSERVED, observed));
    }

    private static <T> Optional<T> unlessIn(Set<PartName> parts, PartName name, Optional<T> part) {
        return parts.contains(name) ? Optional.empty() : part;
    }
}
