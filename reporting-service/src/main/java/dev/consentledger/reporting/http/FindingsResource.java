package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.desk.Documents;
import dev.consentledger.reporting.findings.Declarations;
import dev.consentledger.reporting.findings.EventCounts;
import dev.consentledger.reporting.findings.Findings;
import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.ActionsReport.Measure;
import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.Interval;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.site.Site;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What a site's own declarations and events make a data protection officer ask. */
@Path("/v1/sites/{site}/findings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class FindingsResource {

    private final CurrentCaller caller;
    private final FigureQuery query;
    private final Documents documents;
    private final Clock clock;

    FindingsResource(CurrentCaller caller, FigureQuery query, Documents documents, Clock clock) {
        this.caller = caller;
        this.query = query;
        this.documents = documents;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "findings",
            summary = "What a version of the policy makes a data protection officer ask",
            description =
                    "Each finding is a question with its reason and its source, and no verdict.")
    @APIResponse(responseCode = "200", description = "The questions; none is an answer, too")
    @APIResponse(responseCode = "400", description = "Problem invalid-period")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-policy-version")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<FindingsAnswer> findings(
            @BeanParam PeriodQuestion asked,
            @Parameter(
                            description = "A version of the policy; the one in force by default",
                            example = "2026-01-12")
                    @RestQuery
                    Optional<String> version) {
        Site known = Overseeing.site(caller.get(), asked.site);
        Period period = asked.period(known, clock.instant());
        return query.policies(known.name())
                .map(policies -> asked(policies, version))
                .chain(policy -> answer(known, policy, period))
                .onFailure(failure -> !(failure instanceof HttpProblem))
                .transform(Problems::unavailable);
    }

    private Policy asked(PoliciesInForce policies, Optional<String> version) {
        Optional<Policy> found =
                version.isPresent() ? policies.named(version.get()) : policies.at(clock.instant());
        return found.orElseThrow(
                () ->
                        Problems.unknownPolicyVersion(
                                version.map("There is no version '%s'."::formatted)
                                        .orElse("No version is in force now."),
                                policies.all().stream().map(Policy::version).toList()));
    }

    private Uni<FindingsAnswer> answer(Site site, Policy policy, Period period) {
        return counts(site, period).chain(counts -> answer(policy, period, counts));
    }

    private Uni<EventCounts> counts(Site site, Period period) {
        CountQuestion question =
                new CountQuestion(
                        new ActionsReport(),
                        site.name(),
                        Dimension.ALL,
                        period.from(),
                        period.to(),
                        Interval.WHOLE,
                        site.timeZone());
        return query.counts(List.of(question)).map(answer -> counts(answer.rows().get(0)));
    }

    /** Of people and of what carries a bot label alike: the site has sent both. */
    private static EventCounts counts(List<CountRow> rows) {
        Counts all = rows.stream().map(CountRow::counts).reduce(new Counts(), Counts::plus);
        return new EventCounts(all.of(Measure.IMPLIED), all.of(Measure.RETIRED_GRANTS));
    }

    private Uni<FindingsAnswer> answer(Policy policy, Period period, EventCounts counts) {
        Uni<Optional<byte[]>> banner =
                documents.document(policy.site(), Kind.BANNER, policy.banner());
        return documents
                .document(policy.site(), Kind.POLICY, policy.version())
                .chain(bytes -> banner.map(shown -> read(bytes.orElseThrow(), shown)))
                .map(read -> Findings.of(read, Optional.of(counts)))
                .map(findings -> FindingsAnswer.of(policy, period, findings));
    }

    private static Declarations read(byte[] policy, Optional<byte[]> banner) {
        try {
            return Declarations.read(policy, banner);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a published document was readable once", e);
        }
    }
}
