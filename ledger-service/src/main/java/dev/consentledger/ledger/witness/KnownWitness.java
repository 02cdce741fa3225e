package dev.consentledger.ledger.witness;

import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.note.VerifierKey;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A witness that is asked.
 *
 * @param name short, for the operator: in metrics, the log and the trust file
 * @param key of type cosignature/v1
 * @param url the prefix of its paths, without a slash at its end
 */
public record KnownWitness(String name, VerifierKey key, URI url) {

    /** What calendars and databases can hold. */
    private static final Instant TIME_END = Instant.parse("9999-12-31T00:00:00Z");

    /** The first of these lines that is this witness's signature under the note's text. */
    Optional<Cosignature> cosignature(SignedNote note, Collection<NoteSignature> lines) {
        return lines.stream()
                .flatMap(
                        line ->
                                key
                                        .verify(note.text(), line)
                                        .flatMap(VerifiedSignature::time)
                                        .filter(TIME_END::isAfter)
                                        .map(time -> new Cosignature(line, time))
                                        .stream())
                .findFirst();
    }
}
