package dev.consentledger.ledger.witness;

import dev.consentledger.core.note.MalformedNote;
import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Verifies cosignatures again before they are handed out. The service keeps none that is false, but
 * whoever has the password of its database user can put one in; and a reader who knows the witness
 * has to reject the whole note because of it (C2SP signed-note, section "Verification"). So a false
 * line is left out, counted, and said once. What came of a line is remembered. Thread-safe.
 */
public final class HandedOutCosignatures {

    private static final Logger LOG = Logger.getLogger(HandedOutCosignatures.class);

    /** Some five megabytes of lines; then they are forgotten and verified again. */
    private static final int REMEMBERED_MAX = 10_000;

    private record Witness(String name, VerifierKey key, LongAdder refused) {}

    private record Line(String text, VerifierKey key, String line) {}

    private final List<Witness> witnesses;
    private final Map<Line, Boolean> judged = new ConcurrentHashMap<>();

    /**
     * @param keys of the witnesses whose lines are handed out, by their short names and in their
     *     order. A line of any other witness cannot be verified, and is not even looked up
     */
    public HandedOutCosignatures(Map<String, VerifierKey> keys) {
        this.witnesses =
                keys.entrySet().stream()
                        .map(of -> new Witness(of.getKey(), of.getValue(), new LongAdder()))
                        .toList();
    }

    /** Whose lines are to be looked up, in the order in which {@link #under} takes them. */
    public List<VerifierKey> keys() {
        return witnesses.stream().map(Witness::key).toList();
    }

    /** How many lines of a witness were left out since this instance started. */
    public long refused(String name) {
        return witnesses.stream()
                .filter(witness -> witness.name().equals(name))
                .mapToLong(witness -> witness.refused().sum())
                .sum();
    }

    /**
     * A checkpoint's note with those of the lines under it that are cosignatures.
     *
     * @param note with the signatures of the log; one that cannot be read comes back as it is
     * @param lines without line ends, one for each of {@link #keys}, where it has one
     */
    public byte[] under(byte[] note, List<Optional<String>> lines) {
        if (lines.stream().allMatch(Optional::isEmpty)) {
            return note;
        }
        try {
            SignedNote signed = SignedNote.parse(note);
            List<NoteSignature> cosignatures = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                Witness witness = witnesses.get(i);
                lines.get(i)
                        .flatMap(line -> cosignature(witness, signed.text(), line))
                        .ifPresent(cosignatures::add);
            }
            return signed.with(cosignatures).toBytes();
        } catch (MalformedNote e) {
            return note;
        }
    }

    private Optional<NoteSignature> cosignature(Witness witness, String text, String line) {
        Optional<NoteSignature> signature = parsed(line);
        Line asked = new Line(text, witness.key(), line);
        Boolean known = judged.get(asked);
        boolean verifies =
                known != null
                        ? known
                        : signature.flatMap(s -> witness.key().verify(text, s)).isPresent();
        if (known == null) {
            remember(asked, verifies);
            if (!verifies) {
                refuse(witness, text);
            }
        }
        return signature.filter(s -> verifies);
    }

    private static Optional<NoteSignature> parsed(String line) {
        try {
            return Optional.of(NoteSignature.parse(line));
        } catch (MalformedNote e) {
            return Optional.empty();
        }
    }

    private void remember(Line line, boolean verifies) {
        if (judged.size() >= REMEMBERED_MAX) {
            judged.clear();
        }
        judged.put(line, verifies);
    }

    /** The line itself is not repeated: it can be anything. */
    private static void refuse(Witness witness, String text) {
        witness.refused().increment();
        LOG.errorf(
                "a cosignature in the database is not of its witness and is not handed out: somebody else has written with the password of the service's database user, see 'A false cosignature' in the runbook 'Witness missing' witness=%s checkpoint=%s",
                witness.name(), text.lines().limit(2).toList());
    }
}
