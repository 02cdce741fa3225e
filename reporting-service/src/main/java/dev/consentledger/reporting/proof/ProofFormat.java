package dev.consentledger.reporting.proof;

import java.util.function.Function;

/**
 * One format of a record.
 *
 * @param id as requests name it
 * @param mediaType as it is asked for and served
 * @param extension of a file, without a point
 * @param writer makes the file's bytes; the same for the same record
 */
public record ProofFormat(
        String id, String mediaType, String extension, Function<ProofOfConsent, byte[]> writer) {

    /** The file. */
    public byte[] write(ProofOfConsent proof) {
        return writer.apply(proof);
    }
}
