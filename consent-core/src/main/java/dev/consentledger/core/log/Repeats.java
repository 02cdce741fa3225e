package dev.consentledger.core.log;

import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import java.util.Optional;

/** Tells a repetition of what was said from a contradiction of it. Pure. */
final class Repeats {

    private Repeats() {}

    /**
     * A second record is a duplicate when its entry says what the first one's says ({@link
     * EvidencedEntry#sameEventAs}), and the client's part of its evidence, subject and context,
     * gives the commitment under the salt that is stored. What the service has added counts for
     * nothing. Evidence that was erased cannot contradict.
     */
    static boolean conflicting(Known first, Reading.Sound second) {
        if (!(EntryCodec.decode(first.entry()) instanceof Decoding.Readable readable)) {
            throw new IllegalStateException("entry " + first.index() + " was readable once");
        }
        Entry known = readable.entry();
        if (!(known instanceof EvidencedEntry evidenced)) {
            return !known.equals(second.entry());
        }
        if (!(second.entry() instanceof EvidencedEntry again) || !evidenced.sameEventAs(again)) {
            return true;
        }
        Evidence evidence = second.evidence().orElseThrow();
        boolean sameSubject =
                evidenced.commitments().subject().isPresent() == evidence.subject().isPresent()
                        && agrees(first.subject(), evidence.subject());
        return !sameSubject || !agrees(first.context(), Optional.of(evidence.context()));
    }

    private static boolean agrees(Optional<EvidencePart> stored, Optional<EvidencePart> given) {
        return stored.isEmpty()
                || given.isEmpty()
                || given.get()
                        .commitmentUnder(stored.get().salt())
                        .equals(stored.get().commitment());
    }
}
