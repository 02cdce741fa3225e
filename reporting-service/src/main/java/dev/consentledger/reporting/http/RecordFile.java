package dev.consentledger.reporting.http;

import dev.consentledger.reporting.pack.PackStatus;
import dev.consentledger.reporting.proof.ProofFormat;
import dev.consentledger.reporting.proof.ProofOfConsent;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A record or a pack as a file that is handed out. */
final class RecordFile {

    private RecordFile() {}

    /** Takes its time for a PDF, which no event loop has. */
    static ResponseBuilder<byte[]> of(ProofOfConsent proof, ProofFormat format) {
        UUID event = proof.consent().entry().eventId();
        return ResponseBuilder.ok(format.write(proof))
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\"".formatted(event, format.extension()));
    }

    /** A pack, which is read from the disk while it is sent. */
    static ResponseBuilder<Path> of(PackStatus pack, Path file) {
        return ResponseBuilder.ok(file)
                .header(HttpHeaders.CONTENT_TYPE, "application/zip")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-pack-%s.zip\"".formatted(pack.order().id()));
    }
}
