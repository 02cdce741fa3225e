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
                    new ProofFormat(
                            "bundle",
                            "ZIP",
                            "everything that the record is checked with",
                            "application/zip",
                            "zip",
                            BundleFormat::write),
                    new ProofFormat(
                            "pdf",
                            "PDF",
                            "the record in words, to read and to print",
                            "application/pdf",
                            "pdf",
                            pdf::write),
                    new ProofFormat(
                            "json-ld",
                            "JSON-LD",
                            "for programs, with the fields of ISO/IEC TS 27560",
                            "application/ld+json",
                            "jsonld",
                            JsonLdFormat::record),
                    new ProofFormat(
                            "json-ld-receipt",
                            "JSON-LD receipt",
                            "the same in a receipt",
                            "application/ld+json;profile=\"%s\"".formatted(JsonLdFormat.RECEIPT),
                            "receipt.jsonld",
                            JsonLdFormat::receipt),
                    new ProofFormat(
                            "kantara",
                            "Kantara",
                            "for programs that read consent receipts of Kantara 1.1",
                            "application/json;profile=kantara",
                            "kantara.json",
                            KantaraFormat::write),
                    new ProofFormat(
                            "tlog-proof",
                            "Proof alone",
                            "for verifiers of C2SP tlog-proof",
                            "text/plain",
                            "tlog-proof",
                            proof -> proof.consent().newest().proof().toBytes()),
                    new ProofFormat(
                            "csv",
                            "CSV",
                            "one row for a spreadsheet",
                            "text/csv;charset=utf-8",
                            "csv",
                            CsvFormat::write));

    /** All of them. */
    public List<ProofFormat> all() {
        return all;
    }

    /** The format of this id. */
    public Optional<ProofFormat> named(String id) {
        return all.stream().filter(format -> format.id().equals(id)).findFirst();
    }
}
