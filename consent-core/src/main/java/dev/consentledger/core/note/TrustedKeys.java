package dev.consentledger.core.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that a reader trusts, by name and id. They come from outside: never from what is to be
 * verified. Immutable and thread-safe.
 */
public final class TrustedKeys {

    private record NameAndId(String name, int keyId) {}

    private final Map<NameAndId, VerifierKey> keys = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException where two different keys have the same name and id
     */
    public TrustedKeys(Collection<VerifierKey> trusted) {
        for (VerifierKey key : trusted) {
            VerifierKey other = keys.put(new NameAndId(key.name(), key.keyId()), key);
            if (other != null && !other.equals(key)) {
                throw new IllegalArgumentException(
                        "two keys of the name %s have the same id".formatted(key.name()));
            }
        }
    }

    /**
     * Checks a note's signatures (C2SP signed-note, section "Signatures"): lines of unknown keys
     * are passed over, even if they share a name or an id with a known one.
     */
    public NoteVerification verify(SignedNote note) {
        Map<VerifierKey, VerifiedSignature> verified = new LinkedHashMap<>();
        for (NoteSignature signature : note.signatures()) {
            VerifierKey key = keys.get(new NameAndId(signature.name(), signature.keyId()));
            if (key == null) {
                continue;
            }
            Optional<VerifiedSignature> checked = key.verify(note.text(), signature);
            if (checked.isEmpty()) {
                return new NoteVerification.Forged(key);
            }
            verified.putIfAbsent(key, checked.get());
        }
        List<VerifiedSignature> signatures = new ArrayList<>(verified.values());
        return signatures.isEmpty()
                ? new NoteVerification.Unknown()
                : new NoteVerification.Verified(signatures);
    }
}
