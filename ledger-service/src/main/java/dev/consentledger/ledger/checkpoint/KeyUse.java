package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.note.VerifierKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * With which of the keys that an instance was given a log is signed. A key comes in only beside one
 * that signs already, and a key that was retired never signs again. Pure.
 */
public sealed interface KeyUse {

    /**
     * With these.
     *
     * @param changes whether the ledger has to write down that others signed until now
     */
    record Signs(List<VerifierKey> keys, boolean changes) implements KeyUse {
        public Signs {
            keys = List.copyOf(keys);
        }
    }

    /** With none, for a reason that the operator can remove. */
    record Refused(String why) implements KeyUse {}

    /**
     * Decides it.
     *
     * @param stored the log's keys in the order in which they came
     * @param configured what the instance was given
     */
    static KeyUse of(List<StoredKey> stored, List<VerifierKey> configured) {
        if (stored.isEmpty()) {
            return new Signs(configured, true);
        }
        Set<VerifierKey> open = new HashSet<>();
        Set<VerifierKey> retired = new HashSet<>();
        stored.forEach(known -> (known.isOpen() ? open : retired).add(known.key()));
        List<VerifierKey> usable =
                configured.stream().filter(key -> !retired.contains(key)).toList();
        if (usable.isEmpty()) {
            return new Refused(
                    "the log key that is configured was retired, and signs nothing more: configure the one that followed it, see 'Rotate the log key'");
        }
        if (usable.stream().noneMatch(open::contains)) {
            return new Refused(
                    "no log key that is configured has ever signed this log, and readers would not believe it: put the former key back, and bring the new one in beside it with CONSENT_LOG_KEY_NEXT_FILE, see 'Rotate the log key'");
        }
        VerifierKey newest = stored.get(stored.size() - 1).key();
        if (open.containsAll(usable) && !usable.contains(newest)) {
            return new Refused(
                    "the log is already signed with a newer key, which this instance was not given: configure it, see 'Rotate the log key'");
        }
        return new Signs(usable, !open.equals(new HashSet<>(usable)));
    }
}
