package dev.consentledger.ledger.store;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.ledger.witness.HandedOutCosignatures;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads checkpoints with what witnesses have put under them. A statement asks for {@link #SQL} and
 * has {@link #names} and {@link #keyIds} as its first two parameters. Thread-safe.
 */
final class CosignedNotes {

    /** The columns of the checkpoint {@code k}: its note, and a line or null for each witness. */
    static final String SQL =
            "k.note, cosignature_lines(k.epoch, k.shard, k.size, $1, $2) AS lines";

    /** Whether the row {@code s} of cosignatures is one of these witnesses'. */
    static final String OF_THESE =
            "(s.witness, s.key_id) IN (SELECT * FROM unnest($1::text[], $2::integer[]))";

    /**
     * Cosigned checkpoints that are looked at for one: the first of them is cosigned indeed unless
     * somebody has put false lines into the database.
     */
    static final int LOOKED_MAX = 16;

    private final HandedOutCosignatures cosignatures;
    private final String[] names;
    private final Integer[] keyIds;

    CosignedNotes(HandedOutCosignatures cosignatures) {
        List<VerifierKey> keys = cosignatures.keys();
        this.cosignatures = cosignatures;
        this.names = keys.stream().map(VerifierKey::name).toArray(String[]::new);
        this.keyIds = keys.stream().map(VerifierKey::keyId).toArray(Integer[]::new);
    }

    String[] names() {
        return names;
    }

    Integer[] keyIds() {
        return keyIds;
    }

    /** The note of the row's checkpoint, cosigned; absent where the row has none. */
    Optional<byte[]> note(Row row) {
        return Optional.ofNullable(row.getBuffer("note"))
                .map(note -> cosignatures.under(note.getBytes(), lines(row)));
    }

    /** Whether a line under the row's checkpoint is a cosignature. */
    boolean isCosigned(Row row) {
        return note(row).filter(note -> note.length > row.getBuffer("note").length()).isPresent();
    }

    private static List<Optional<String>> lines(Row row) {
        return Arrays.stream(row.getArrayOfStrings("lines")).map(Optional::ofNullable).toList();
    }
}
