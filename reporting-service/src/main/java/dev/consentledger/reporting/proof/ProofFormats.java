package dev.consentledger.reporting.proof;

import java.util.List;
import java.util.Optional;

/**
 * The formats that a record is handed out in, in the order of preference. Reading the list is
 * knowing what there is. Thread-safe; fonts are read once, when it is made.
 */
public final class ProofFormats {

    private final PdfFormat pdf = new PdfFormat();

    private final List<ProofFormat> all =
            List.of(
                    new ProofFormat("bundle", "application/zip", "zip", BundleFormat::write),
                    new ProofFormat("pdf", "application/pdf", "pdf", pdf::write),
                    new ProofFormat(
                            "json-ld", "application/ld+json", "jsonld", JsonLdFormat::record),
                    new ProofFormat(
                            "json-ld-receipt",
                            "application/ld+json;profile=\"%s\"".formatted(JsonLdFormat.RECEIPT),
                            "receipt.jsonld",
                            JsonLdFormat::receipt),
                    new ProofFormat(
                            "kantara",
                            "application/json;profile=kantara",
                            "kantara.json",
                            KantaraFormat::write),
                    new ProofFormat(
                            "tlog-proof",
                            "text/plain",
                            "tlog-proof",
                            proof -> proof.consent().newest().proof().toBytes()),
                    new ProofFormat("csv", "text/csv;charset=utf-8", "csv", CsvFormat::write));

    /** All of them. */
    public List<ProofFormat> all() {
        return all;
    }

    /** The format of this id. */
    public Optional<ProofFormat> named(String id) {
        return all.stream().filter(format -> format.id().equals(id)).findFirst();
    }
}
