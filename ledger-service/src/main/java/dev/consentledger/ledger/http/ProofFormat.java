package dev.consentledger.ledger.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.proof.EntryProof;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** The forms in which a proof is handed out. */
enum ProofFormat {
    /** With the entry, as JSON. */
    JSON("json", "application/json", "json") {
        @Override
        byte[] bytes(EntryProof proof) {
            return proof.toBytes();
        }
    },

    /** Without the entry, as others read it (C2SP tlog-proof). */
    TLOG_PROOF("tlog-proof", "text/plain; charset=utf-8", "tlog-proof") {
        @Override
        byte[] bytes(EntryProof proof) {
            return proof.proof().toBytes();
        }
    };

    private final String parameter;
    private final String mediaType;
    private final String extension;

    ProofFormat(String parameter, String mediaType, String extension) {
        this.parameter = parameter;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    abstract byte[] bytes(EntryProof proof);

    /** Both are UTF-8: as text the bytes are sent as they are, and nobody encodes them again. */
    String text(EntryProof proof) {
        return new String(bytes(proof), UTF_8);
    }

    String mediaType() {
        return mediaType;
    }

    /** Of files of it. */
    String extension() {
        return extension;
    }

    /** The format of this name; absent where there is none. */
    static Optional<ProofFormat> parse(String parameter) {
        for (ProofFormat format : values()) {
            if (format.parameter.equals(parameter)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * That which a client likes best.
     *
     * @param accepted by their weights, the highest first
     */
    static ProofFormat preferred(List<MediaType> accepted) {
        for (MediaType type : accepted) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return JSON;
            }
            if (type.isCompatible(MediaType.TEXT_PLAIN_TYPE)) {
                return TLOG_PROOF;
            }
        }
        return JSON;
    }
}
