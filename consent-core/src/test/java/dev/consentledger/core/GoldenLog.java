package dev.consentledger.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import java.util.HexFormat;

/**
 * A log of 300 entries that other code has made, as it is served: its checkpoints, tiles and
 * proofs, and the keys that signed them.
 */
public final class GoldenLog {

    public static final JsonNode FACTS = Golden.json("log/log.json");
    public static final String ORIGIN = FACTS.get("origin").asText();
    public static final String WITNESS = "witness.example/w1";
    public static final String WITNESS_2 = "witness.example/w2";
    public static final int SIZE = FACTS.get("size").asInt();

    private GoldenLog() {}

    public static byte[] bytes(String name) {
        return Golden.bytes("log/" + name);
    }

    public static String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    /** The first entry: one of the golden ones. */
    public static byte[] entry0() {
        return Golden.bytes("positive/" + FACTS.get("leaves").get(0).asText() + "/value.json");
    }

    public static VerifierKey key(String whose) {
        try {
            return VerifierKey.parse(FACTS.get(whose).get("vkey").asText());
        } catch (MalformedKey e) {
            throw new IllegalStateException(e);
        }
    }

    public static NoteSigner signer(String whose) {
        return new NoteSigner(ORIGIN, privateKey(whose));
    }

    public static Cosigner cosigner(String whose, String name) {
        return new Cosigner(name, privateKey(whose));
    }

    public static Ed25519PrivateKey privateKey(String whose) {
        try {
            return Ed25519PrivateKey.ofSeed(
                    HexFormat.of().parseHex(FACTS.get(whose).get("seed").asText()));
        } catch (MalformedKey e) {
            throw new IllegalStateException(e);
        }
    }
}
