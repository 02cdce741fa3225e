package dev.consentledger.reporting.proof;

import java.util.function.Function;

/**
 * One format of a record.
 *
 * @param id as requests name it
 * @param title in a word or two, for people
 * @param use what it is for, the rest of a line that begins with the title
 * @param mediaType as it is asked for and served
 * @param extension of a file, without a point
 * @param writer makes the file's bytes; the same for the same record
 */
public record ProofFormat(
        String id,
        String title,
        String use,
        String mediaType,
        String extension,
        Function<ProofOfConsent, byte[]> writer) {

    /** The file. */
    public byte[] write(ProofOfConsent proof) {
        return writer.apply(proof);
    }
}
