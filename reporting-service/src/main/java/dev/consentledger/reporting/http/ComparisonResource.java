package dev.consentledger.reporting.http;

import dev.consentledger.reporting.figure.Figure;
import dev.consentledger.reporting.figure.FigureQuestion;
import dev.consentledger.reporting.figure.FigureRow;
import dev.consentledger.reporting.figure.Metric;
import dev.consentledger.reporting.figure.Metrics;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Interval;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** One metric twice: a site against itself in another period, or a version against another. */
@Path("/v1/sites/{site}/comparison")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class ComparisonResource {

    private final FigureAccess access;
    private final FigureTables tables;
    private final Clock clock;

    ComparisonResource(FigureAccess access, FigureTables tables, Clock clock) {
        this.access = access;
        this.tables = tables;
        this.clock = clock;
    }

    /** What is compared. */
    public static class Compared {

        @Parameter(description = "A metric that is a rate", example = "opt_in_of_choices")
        @RestQuery
        Optional<String> metric;

        @Parameter(description = "Where the metric is of categories", example = "statistics")
        @RestQuery
        Optional<String> category;

        @Parameter(description = "One value of 'by'", example = "1")
        @RestQuery
        Optional<String> value;

        @Parameter(description = "The other value of 'by'; the same by default", example = "2")
        @RestQuery
        Optional<String> otherValue;

        @Parameter(description = "Beginning of the other period; the same by default")
        @RestQuery
        Optional<String> otherFrom;

        @Parameter(description = "End of the other period; the same by default")
        @RestQuery
        Optional<String> otherTo;
    }

    @GET
    @Operation(
            operationId = "comparison",
            summary = "Whether a rate differs from another by more than chance",
            description =
                    "Of two periods, or of two values of 'by', such as two versions of a banner. The intervals take visitors for a random sample; they know nothing of what else has changed.")
    @APIResponse(responseCode = "200", description = "Both rates, and their difference")
    @APIResponse(responseCode = "400", description = "Problem invalid-period or invalid-report")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<ComparisonAnswer> compare(
            @BeanParam ReportQuestion asked, @BeanParam Compared compared) {
        Site site = access.site(asked.site);
        Instant now = clock.instant();
        Metric metric = metric(compared);
        FigureQuestion one = whole(asked.read(site, now));
        FigureQuestion other = other(one, compared, now);
        requireValue(one, compared);
        return tables.table(one)
                .chain(
                        first ->
                                tables.table(other)
                                        .map(
                                                second ->
                                                        ComparisonAnswer.of(
                                                                figure(
                                                                        first.rows(),
                                                                        metric,
                                                                        compared,
                                                                        compared.value),
                                                                figure(
                                                                        second.rows(),
                                                                        metric,
                                                                        compared,
                                                                        compared.otherValue.or(
                                                                                () ->
                                                                                        compared.value)),
                                                                second.asOf())));
    }

    private static FigureQuestion whole(FigureQuestion question) {
        if (question.interval() != Interval.WHOLE) {
            throw Problems.invalidReport("A comparison is of whole periods; leave out 'interval'.");
        }
        return question;
    }

    private static FigureQuestion other(FigureQuestion one, Compared compared, Instant now) {
        if (compared.otherFrom.isPresent() != compared.otherTo.isPresent()) {
            throw Problems.invalidPeriod("Give both 'otherFrom' and 'otherTo', or neither.");
        }
        if (compared.otherFrom.isEmpty()) {
            return one;
        }
        Period period = Period.read(compared.otherFrom, compared.otherTo, one.zone(), now);
        return new FigureQuestion(
                one.site(),
                period.from(),
                period.to(),
                one.zone(),
                one.by(),
                one.interval(),
                one.bots(),
                one.minimumCell());
    }

    private static void requireValue(FigureQuestion question, Compared compared) {
        if (question.by() != Dimension.ALL && compared.value.isEmpty()) {
            throw Problems.invalidReport(
                    "By %s there are several values; say which in 'value' and 'otherValue'."
                            .formatted(question.by().term()));
        }
    }

    private static Metric metric(Compared compared) {
        Metric metric =
                compared.metric
                        .flatMap(Metrics::named)
                        .filter(named -> named.denominator().isPresent())
                        .orElseThrow(ComparisonResource::noSuchRate);
        if (metric.ofCategories() != compared.category.isPresent()) {
            throw Problems.invalidReport(
                    metric.ofCategories()
                            ? "'%s' is a rate of categories; say which in 'category'."
                                    .formatted(metric.name())
                            : "'%s' is no rate of categories; leave out 'category'."
                                    .formatted(metric.name()));
        }
        return metric;
    }

    private static RuntimeException noSuchRate() {
        return Problems.invalidReport(
                Metrics.ALL.stream()
                        .filter(metric -> metric.denominator().isPresent())
                        .map(Metric::name)
                        .collect(Collectors.joining(", ", "'metric' is one of ", ".")));
    }

    private static Figure figure(
            List<FigureRow> rows, Metric metric, Compared compared, Optional<String> value) {
        return rows.stream()
                .filter(row -> row.category().equals(compared.category))
                .filter(row -> row.value().equals(value.orElse("")))
                .flatMap(row -> row.figures().stream())
                .filter(figure -> figure.metric().equals(metric.name()))
                .findFirst()
                .orElseGet(() -> Metrics.nothing(metric));
    }
}
