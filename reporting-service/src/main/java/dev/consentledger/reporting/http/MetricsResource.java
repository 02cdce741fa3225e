package dev.consentledger.reporting.http;

import dev.consentledger.reporting.figure.FigureQuestion;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The metrics of a site: over a period or cut into days, whole or broken down. */
@Path("/v1/sites/{site}")
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class MetricsResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final FigureAccess access;
    private final FigureTables tables;
    private final Clock clock;

    MetricsResource(FigureAccess access, FigureTables tables, Clock clock) {
        this.access = access;
        this.tables = tables;
        this.clock = clock;
    }

    @GET
    @Path("metrics")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "metrics",
            summary = "All metrics, each with numerator and denominator",
            description =
                    "Events count in the quarter hour in which they took effect, however late they arrive.")
    @APIResponse(responseCode = "200", description = "The figures of the period")
    @APIResponse(responseCode = "400", description = "Problem invalid-period or invalid-report")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<MetricsAnswer> metrics(
            @BeanParam ReportQuestion asked,
            @Parameter(description = "Rows of a page: 1,000 by default, 10,000 at most") @RestQuery
                    Optional<String> size,
            @Parameter(description = "'next' of the page before") @RestQuery
                    Optional<String> after) {
        FigureQuestion question = read(asked);
        int rows = ReportQuestion.number("size", size, RowPage.SIZE_DEFAULT, RowPage.SIZE_MAX);
        return tables.table(question)
                .map(
                        table ->
                                MetricsAnswer.of(
                                        question,
                                        RowPage.of(table.rows(), after, rows),
                                        table.asOf()));
    }

    @GET
    @Path("metrics.csv")
    @Produces(CSV)
    @Operation(
            operationId = "metricsCsv",
            summary = "All metrics as a table for a spreadsheet, one figure in each line")
    @APIResponse(responseCode = "200", description = "Lines under a header (RFC 4180)")
    @APIResponse(responseCode = "400", description = "Problem invalid-period or invalid-report")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Multi<String> csv(@BeanParam ReportQuestion asked) {
        return tables.table(read(asked))
                .onItem()
                .transformToMulti(table -> FigureLines.csv(table.rows()));
    }

    @GET
    @Path("metrics.ndjson")
    @Produces(NDJSON)
    @Operation(
            operationId = "metricsNdjson",
            summary = "All metrics for a program, a JSON object with one figure in each line")
    @APIResponse(responseCode = "200", description = "Lines of JSON")
    @APIResponse(responseCode = "400", description = "Problem invalid-period or invalid-report")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Multi<FigureLines.Line> ndjson(@BeanParam ReportQuestion asked) {
        return tables.table(read(asked))
                .onItem()
                .transformToMulti(table -> FigureLines.objects(table.rows()));
    }

    private FigureQuestion read(ReportQuestion asked) {
        return asked.read(access.site(asked.site), clock.instant());
    }
}
