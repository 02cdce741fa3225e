package dev.consentledger.reporting.http;

import dev.consentledger.reporting.proof.ProofFormat;
import dev.consentledger.reporting.proof.ProofFormats;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** In which format a record is handed out. */
final class FormatChoice {

    private static final String PROFILE = "profile";

    private FormatChoice() {}

    /**
     * The one that is named, else the first that the Accept header takes.
     *
     * @param accepted in the order of preference
     */
    static ProofFormat of(ProofFormats formats, Optional<String> named, List<MediaType> accepted) {
        Optional<ProofFormat> choice =
                named.isPresent()
                        ? formats.named(named.get())
                        : accepted.stream()
                                .flatMap(type -> accepted(formats, type).stream())
                                .findFirst();
        return choice.orElseThrow(
                () ->
                        DeskProblems.noSuchFormat(
                                formats.all().stream().map(ProofFormat::id).toList()));
    }

    private static Optional<ProofFormat> accepted(ProofFormats formats, MediaType type) {
        return formats.all().stream()
                .filter(format -> accepts(type, MediaType.valueOf(format.mediaType())))
                .findFirst();
    }

    private static boolean accepts(MediaType accepted, MediaType offered) {
        String profile = accepted.getParameters().get(PROFILE);
        return accepted.isCompatible(offered)
                && (profile == null || profile.equals(offered.getParameters().get(PROFILE)));
    }
}
