package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.proof.ProofBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record as a ZIP file with everything that it is checked with: the format that needs no trust in
 * whoever made it. What was withheld or erased has no file.
 */
final class BundleFormat {

    private BundleFormat() {}

    static byte[] write(ProofOfConsent proof) {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try {
            BundleWriter.write(bundle(proof), zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }

    static ProofBundle bundle(ProofOfConsent proof) {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleTools.files());
        files.put("record.txt", RecordText.of(RecordInWords.of(proof)).getBytes(UTF_8));
        files.put("record.json", JsonLdFormat.record(proof));
        put(files, ProofBundle.CONSENT, proof.consent());
        for (PartName name : PartName.values()) {
            proof.evidence()
                    .disclosed(name)
                    .ifPresent(
                            part ->
                                    files.put(
                                            ProofBundle.EVIDENCE + name.term() + ".part",
                                            part.committedBytes()));
        }
        proof.policy().ifPresent(it -> put(files, ProofBundle.POLICY, it));
        proof.banner().ifPresent(it -> put(files, ProofBundle.BANNER, it));
        files.put("keys-found.txt", proof.ledgerKeys().toBytes());
        return new ProofBundle(files).withChecksums();
    }

    private static void put(Map<String, byte[]> files, String folder, Publication publication) {
        put(files, folder, publication.published());
        files.put(folder + ProofBundle.DOCUMENT, publication.document());
    }

    private static void put(
            Map<String, byte[]> files, String folder, Proved<? extends Entry> proved) {
        files.put(folder + ProofBundle.ENTRY, proved.bytes());
        files.put(folder + ProofBundle.NEWEST, proved.newest().proof().toBytes());
        proved.earlier()
                .ifPresent(
                        earlier ->
                                files.put(
                                        folder + earlier.kind().term() + ".tlog-proof",
                                        earlier.proof().toBytes()));
    }
}
