package dev.consentledger.core.proof;

import dev.consentledger.core.note.VerifierKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which witnesses have to have seen a checkpoint before it is accepted (C2SP tlog-policy, section
 * "Defining the quorum"). Immutable.
 */
public sealed interface Quorum {

    /** Whether these witnesses are enough. */
    boolean isMetBy(Set<VerifierKey> cosigned);

    /** All witnesses that it can be met by. */
    Set<VerifierKey> witnesses();

    /** What is missing, for whoever has to explain it. */
    String wanted();

    /** Whether nobody has to have seen it. */
    default boolean isNone() {
        return this instanceof None;
    }

    /** Any {@code threshold} of these witnesses; nobody at all for 0. */
    static Quorum of(int threshold, List<VerifierKey> witnesses) {
        if (threshold < 0 || threshold > witnesses.size()) {
            throw new IllegalArgumentException(
                    "%d of %d witnesses cannot be had".formatted(threshold, witnesses.size()));
        }
        return threshold == 0
                ? new None()
                : new Group(threshold, witnesses.stream().<Quorum>map(One::new).toList());
    }

    /** The log's word alone. */
    record None() implements Quorum {
        @Override
        public boolean isMetBy(Set<VerifierKey> cosigned) {
            return true;
        }

        @Override
        public Set<VerifierKey> witnesses() {
            return Set.of();
        }

        @Override
        public String wanted() {
            return "1 is wanted";
        }
    }

    /** This witness. */
    record One(VerifierKey witness) implements Quorum {
        @Override
        public boolean isMetBy(Set<VerifierKey> cosigned) {
            return cosigned.contains(witness);
        }

        @Override
        public Set<VerifierKey> witnesses() {
            return Set.of(witness);
        }

        @Override
        public String wanted() {
            return "%s is wanted".formatted(witness.name());
        }
    }

    /**
     * Some of these, of which each is a witness or a group again.
     *
     * @param threshold how many; 1 to all
     * @param members none of them twice, not even in groups of groups
     */
    record Group(int threshold, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw new IllegalArgumentException(
                        "%d of %d members cannot be had".formatted(threshold, members.size()));
            }
            int witnesses = members.stream().mapToInt(member -> member.witnesses().size()).sum();
            if (members.stream().anyMatch(Quorum::isNone) || union(members).size() != witnesses) {
                throw new IllegalArgumentException("a witness counts once in a quorum");
            }
        }

        @Override
        public boolean isMetBy(Set<VerifierKey> cosigned) {
            return members.stream().filter(member -> member.isMetBy(cosigned)).count() >= threshold;
        }

        @Override
        public Set<VerifierKey> witnesses() {
            return union(members);
        }

        @Override
        public String wanted() {
            boolean flat = members.stream().allMatch(One.class::isInstance);
            return flat
                    ? "%d are wanted".formatted(threshold)
                    : members.stream()
                            .map(Quorum::wanted)
                            .collect(
                                    Collectors.joining("; ", threshold + " of these groups: ", ""));
        }

        private static Set<VerifierKey> union(List<Quorum> members) {
            Set<VerifierKey> all = new HashSet<>();
            members.forEach(member -> all.addAll(member.witnesses()));
            return all;
        }
    }
}
