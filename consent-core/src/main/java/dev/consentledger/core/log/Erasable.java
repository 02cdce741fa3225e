package dev.consentledger.core.log;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import java.util.Map;
import java.util.Set;

/** What an order erases of which entries. Pure. */
final class Erasable {

    /**
     * Everything that a subject has said or shown; and of what others have done about the subject,
     * whom it was about. Who did that, and why, stays: that is theirs.
     */
    static final Map<Kind, Set<PartName>> OF_A_SUBJECT =
            Map.of(
                    Kind.CONSENT, Set.of(PartName.values()),
                    Kind.LINK, Set.of(PartName.values()),
                    Kind.HOLD, Set.of(PartName.SUBJECT),
                    Kind.ERASURE, Set.of(PartName.SUBJECT),
                    Kind.RETENTION, Set.of(PartName.SUBJECT),
                    Kind.ACCESS, Set.of(PartName.SUBJECT));

    private Erasable() {}

    /** By an act that is to erase. */
    static Map<Kind, Set<PartName>> by(ActEntry act) {
        return act.kind() == Kind.ERASURE || act.act() == Act.FORGET
                ? OF_A_SUBJECT
                : Map.of(Kind.CONSENT, act.parts());
    }

    /** Of the act's own evidence: it must not say itself whose evidence it has erased. */
    static Set<PartName> ofItself(ActEntry act) {
        return act.kind() == Kind.ERASURE || act.parts().contains(PartName.SUBJECT)
                ? Set.of(PartName.SUBJECT)
                : Set.of();
    }
}
