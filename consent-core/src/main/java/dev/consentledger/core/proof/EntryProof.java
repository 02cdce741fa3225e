package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.tile.EntryBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry with the proof that the ledger has it, in one JSON object of version 1:
 *
 * <pre>{"v":1,"entry":base64,"index":n,"path":[base64],"checkpoint":text}</pre>
 *
 * <p>The entry stands there as bytes, so that nobody re-encodes what was hashed; hashes are base64
 * as in the formats of C2SP; the checkpoint is the signed note, line ends and all. Indexes reach to
 * 2<sup>53</sup> - 1. Extra data of a {@link TlogProof} have no place in it. Immutable.
 */
public final class EntryProof {

    /** A full entry, a path of 63 hashes and a note, each in its longest spelling. */
    public static final int BYTES_MAX = 4_000_000;

    private static final int VERSION = 1;

    private final byte[] entry;
    private final TlogProof proof;

    /**
     * @param entry the bytes that the leaf hash is over; 65,535 at most
     */
    public EntryProof(byte[] entry, TlogProof proof) {
        if (entry.length > EntryBundle.ENTRY_LENGTH_MAX) {
            throw new IllegalArgumentException("an entry of %d bytes".formatted(entry.length));
        }
        this.entry = entry.clone();
        this.proof = proof;
    }

    public byte[] entry() {
        return entry.clone();
    }

    public TlogProof proof() {
        return proof;
    }

    /** The JSON object, to be embedded in others. */
    public Json.Obj toJson() {
        List<Json> path = new ArrayList<>();
        proof.path().forEach(hash -> path.add(new Json.Str(Base64Text.of(hash))));
        return Json.object()
                .put("v", VERSION)
                .put("entry", Base64Text.of(entry))
                .put("index", proof.index())
                .put("path", new Json.Arr(path))
                .put("checkpoint", new String(proof.checkpoint().toBytes(), UTF_8))
                .build();
    }

    /** Its canonical bytes (RFC 8785). */
    public byte[] toBytes() {
        return toJson().canonicalBytes();
    }

    /**
     * Reads the JSON object, in any spelling of JSON. That it was read proves nothing: see {@link
     * ProofVerifier}.
     *
     * @throws MalformedProof with the first fault
     */
    public static EntryProof parse(byte[] json) throws MalformedProof {
        if (json.length > BYTES_MAX) {
            throw new MalformedProof("the proof is too long");
        }
        try {
            return read(Fields.of(JsonReader.readObject(json)));
        } catch (MalformedJson e) {
            throw new MalformedProof(e.reason());
        } catch (MalformedCheckpoint e) {
            throw new MalformedProof("/checkpoint: " + e.getMessage());
        }
    }

    private static EntryProof read(Fields fields)
            throws MalformedJson, MalformedCheckpoint, MalformedProof {
        if (fields.integer("v") != VERSION) {
            throw fields.wrongValue("v", "this is not version 1");
        }
        byte[] entry =
                Base64Text.read(fields.string("entry"))
                        .filter(bytes -> bytes.length <= EntryBundle.ENTRY_LENGTH_MAX)
                        .orElseThrow(
                                () ->
                                        fields.wrongValue(
                                                "entry",
                                                "expected base64 of at most 65,535 bytes"));
        long index = fields.integer("index");
        if (index < 0) {
            throw fields.wrongValue("index", "an index is not negative");
        }
        List<String> path = new ArrayList<>();
        for (Json item : fields.array("path")) {
            if (!(item instanceof Json.Str hash)) {
                throw fields.wrongValue("path", "expected texts only");
            }
            path.add(hash.value());
        }
        SignedCheckpoint checkpoint =
                SignedCheckpoint.parse(fields.string("checkpoint").getBytes(UTF_8));
        fields.end();
        return new EntryProof(entry, TlogProof.of(index, TlogProof.path(path), checkpoint));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryProof same
                && Arrays.equals(entry, same.entry)
                && proof.equals(same.proof);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(entry) + proof.hashCode();
    }
}
