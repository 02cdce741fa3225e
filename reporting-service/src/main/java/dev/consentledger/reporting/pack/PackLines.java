package dev.consentledger.reporting.pack;

import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackedEntry;
import dev.consentledger.reporting.pack.PackRun.Wanted;
import dev.consentledger.reporting.report.PersonKeys;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the lines of a pack's entries. Pure. */
final class PackLines {

    private PackLines() {}

    /**
     * An entry with what is shown of its evidence.
     *
     * @param withheld parts that nobody's entry shows
     * @param restricted whether this one shows none at all
     */
    static PackedEntry of(Wanted one, Set<PartName> withheld, boolean restricted) {
        Map<PartName, byte[]> shown = new EnumMap<>(PartName.class);
        Set<PartName> left = EnumSet.noneOf(PartName.class);
        Set<PartName> erased = EnumSet.noneOf(PartName.class);
        if (one.entry() instanceof EvidencedEntry entry) {
            for (PartName name : PartName.values()) {
                byte[] part = one.held().parts().get(name);
                if (part == null) {
                    if (entry.commitments().of(name).isPresent()) {
                        erased.add(name);
                    }
                } else if (restricted || withheld.contains(name)) {
                    left.add(name);
                } else {
                    shown.put(name, part);
                }
            }
        }
        return new PackedEntry(one.held().index(), one.held().entry(), shown, left, erased);
    }

    /** The key of whom an entry is about, where it is known who that is. */
    static Optional<Hash> subject(Wanted one, PersonKeys keys) {
        byte[] part = one.held().parts().get(PartName.SUBJECT);
        if (part == null || !(one.entry() instanceof EvidencedEntry entry)) {
            return Optional.empty();
        }
        try {
            String pseudonym = Evidence.pseudonymOf(EvidencePart.ofCommittedBytes(part));
            return Optional.of(keys.subject(entry.site(), pseudonym));
        } catch (MalformedJson e) {
            throw new IllegalStateException("the ledger keeps a subject that is none", e);
        }
    }
}
