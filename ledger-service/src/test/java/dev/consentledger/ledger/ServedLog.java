package dev.consentledger.ledger;

import dev.consentledger.core.audit.Audit;
import dev.consentledger.core.audit.LogSource;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.TileCoordinate;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.LongStream;

/** One log as it is served, audited by a stranger who takes every error for an absence. */
record ServedLog(Http http, String prefix, String token, Trust trust) implements LogSource {

    @Override
    public Optional<byte[]> tile(TileCoordinate wanted) {
        return read(wanted.path());
    }

    @Override
    public Optional<byte[]> bundle(BundleCoordinate wanted) {
        return read(wanted.path());
    }

    private Optional<byte[]> read(String path) {
        HttpResponse<byte[]> answer =
                http.get(prefix + "/" + path, "Authorization", "Bearer " + token);
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    /** Whether the log is, as far as its own newest checkpoint goes, all that it has to be. */
    boolean isInOrder() {
        Optional<byte[]> note = read("checkpoint");
        if (note.isEmpty()) {
            return false;
        }
        try {
            SignedCheckpoint newest = SignedCheckpoint.parse(note.get());
            return new CheckpointVerifier(trust, "the log").verify(newest).byTheLog()
                    && leadsTo(newest, true);
        } catch (MalformedCheckpoint e) {
            return false;
        }
    }

    /** Whether what was seen before is still the beginning of the log. */
    boolean hasGrownFrom(SignedCheckpoint held) {
        return leadsTo(held, false);
    }

    private boolean leadsTo(SignedCheckpoint note, boolean faultless) {
        Audit audit = new Audit(this, note.checkpoint().size());
        boolean whole =
                LongStream.range(0, audit.pieces()).allMatch(piece -> audit.use(audit.read(piece)));
        Optional<Hash> root = whole ? audit.end() : Optional.empty();
        return root.equals(Optional.of(note.checkpoint().root()))
                && !(faultless && audit.faults().count() > 0);
    }
}
