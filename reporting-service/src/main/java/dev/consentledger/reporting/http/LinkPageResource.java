package dev.consentledger.reporting.http;

import dev.consentledger.reporting.pack.PackFiles;
import dev.consentledger.reporting.pack.PackStatus;
import dev.consentledger.reporting.proof.ProofFormat;
import dev.consentledger.reporting.proof.ProofFormats;
import dev.consentledger.reporting.proof.ProofOfConsent;
import dev.consentledger.reporting.regulator.LinkCode;
import dev.consentledger.reporting.regulator.LinkDesk;
import dev.consentledger.reporting.regulator.LinkDesk.Opened;
import dev.consentledger.reporting.regulator.RegulatorLink;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Opens regulators' links. The code is behind the {@code #} of a link, which no browser sends, and
 * comes in the body of a form: no log of this service or of a proxy has it, and a program that only
 * looks where a link leads does not use it.
 */
@Path(LinkPageResource.PATH)
@Tag(name = "Regulators' links")
public class LinkPageResource {

    static final String PATH = RegulatorLinksResource.PATH + "/open";

    /** What is recorded where a page is shown and no file is handed out. */
    private static final String PAGE = "page";

    private static final int OK = RestResponse.Status.OK.getStatusCode();

    private final LinkDesk desk;
    private final ProofFormats formats;
    private final PackFiles files;
    private final LookUpLimit limit;

    LinkPageResource(LinkDesk desk, ProofFormats formats, PackFiles files, LookUpLimit limit) {
        this.desk = desk;
        this.formats = formats;
        this.files = files;
        this.limit = limit;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(
            operationId = "regulatorLinkPage",
            summary = "The page that a link leads to; opens nothing by itself")
    @APIResponse(responseCode = "200", description = "The same page for everybody")
    public RestResponse<Object> page() {
        return page(OK, LinkPage.start()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            operationId = "openRegulatorLink",
            summary = "The record or the pack that a link is for, as a page or as a file",
            description =
                    "A form with code, which is the part of the link behind the #, and format as"
                            + " wanted. Without format a browser gets a page, and others what the"
                            + " Accept header says. Needs no role: the code is the key. Each use is"
                            + " recorded in the ledger before it is answered.")
    @APIResponse(
            responseCode = "200",
            description = "The page, or the record in the format asked for",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "Problem unknown-link")
    @APIResponse(responseCode = "406", description = "Problem no-such-format")
    @APIResponse(responseCode = "409", description = "Problem restricted")
    @APIResponse(responseCode = "410", description = "Problem link-ended or pack-gone")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description =
                    "Problem not-yet-covered, not-recorded, ledger-unavailable or"
                            + " figures-unavailable")
    public Uni<RestResponse<Object>> open(
            @RestForm Optional<String> code,
            @RestForm Optional<String> format,
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection) {
        boolean browser =
                headers.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> type.toString().startsWith(MediaType.TEXT_HTML));
        Uni<RestResponse<Object>> answer =
                Uni.createFrom()
                        .deferred(() -> open(code, format, browser, headers, connection))
                        .onFailure()
                        .transform(LinkProblems::of);
        return browser
                ? answer.onFailure(HttpProblem.class).recoverWithItem(LinkPageResource::page)
                : answer;
    }

    private Uni<RestResponse<Object>> open(
            Optional<String> sent,
            Optional<String> format,
            boolean browser,
            HttpHeaders headers,
            HttpServerRequest connection) {
        limit.take("link at " + connection.remoteAddress().hostAddress());
        LinkCode code = sent.flatMap(LinkCode::parse).orElseThrow(LinkProblems::unknownLink);
        Optional<ProofFormat> file =
                format.isEmpty() && browser
                        ? Optional.empty()
                        : Optional.of(
                                FormatChoice.of(
                                        formats, format, headers.getAcceptableMediaTypes()));
        return desk.open(code, file.map(ProofFormat::id).orElse(PAGE))
                .map(found -> found.orElseThrow(LinkProblems::unknownLink))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(opened -> answer(opened, code, file));
    }

    private RestResponse<Object> answer(
            Opened opened, LinkCode code, Optional<ProofFormat> format) {
        return opened.content() instanceof LinkDesk.Pack pack
                ? answer(opened.link(), pack.pack(), code, format)
                : answer(opened.link(), ((LinkDesk.Proof) opened.content()).proof(), code, format);
    }

    private RestResponse<Object> answer(
            RegulatorLink link, ProofOfConsent proof, LinkCode code, Optional<ProofFormat> format) {
        return format.isPresent()
                ? asFile(RecordFile.of(proof, format.get()))
                : page(OK, LinkPage.of(link, proof, code, formats)).build();
    }

    /** A pack is a ZIP file, whatever else is asked for. */
    private RestResponse<Object> answer(
            RegulatorLink link, PackStatus pack, LinkCode code, Optional<ProofFormat> format) {
        return format.isPresent()
                ? asFile(
                        RecordFile.of(
                                pack,
                                files.find(pack.order().id()).orElseThrow(LinkProblems::packGone)))
                : page(OK, LinkPage.of(link, pack, code, formats.all().get(0))).build();
    }

    private static <T> RestResponse<Object> asFile(ResponseBuilder<T> file) {
        RestResponse<T> answer = file.header("Referrer-Policy", "no-referrer").build();
        return ResponseBuilder.create(answer.getStatusInfo(), (Object) answer.getEntity())
                .replaceAll(answer.getHeaders())
                .build();
    }

    /** For people, who were given the link and not this documentation. */
    private static RestResponse<Object> page(Throwable failure) {
        HttpProblem problem = (HttpProblem) failure;
        ResponseBuilder<Object> answer = page(problem.getStatusCode(), LinkPage.of(problem));
        Optional.ofNullable(problem.getHeaders().get(HttpHeaders.RETRY_AFTER))
                .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait));
        return answer.build();
    }

    private static ResponseBuilder<Object> page(int status, String html) {
        return ResponseBuilder.<Object>create(status)
                .entity(html.getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_HTML + ";charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", LinkPage.CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }
}
