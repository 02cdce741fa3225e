package dev.consentledger.reporting.metrics;

import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.Figures;
import dev.consentledger.reporting.report.QuarterHour;
import dev.consentledger.reporting.site.Sites;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The opt-in ratio of the last 24 hours, per site and category, read from the database once a
 * minute. A category without decisions has no ratio.
 */
@ApplicationScoped
public class OptInGauges {

    private static final Logger LOG = Logger.getLogger(OptInGauges.class);
    private static final Duration PERIOD = Duration.ofHours(24);

    private final FigureQuery query;
    private final Sites sites;
    private final Clock clock;
    private final MultiGauge gauge;

    OptInGauges(FigureQuery query, Sites sites, Clock clock, MeterRegistry registry) {
        this.query = query;
        this.sites = sites;
        this.clock = clock;
        this.gauge =
                MultiGauge.builder("consent_opt_in_ratio")
                        .description("granted / (granted + refused) of the last 24 hours")
                        .register(registry);
    }

    @Scheduled(
            every = "60s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        Instant to = QuarterHour.of(clock.instant()).plusSeconds(QuarterHour.SECONDS);
        return Multi.createFrom()
                .iterable(sites.names())
                .onItem()
                .transformToUniAndConcatenate(site -> rows(site, to))
                .collect()
                .asList()
                .invoke(this::publish)
                .replaceWithVoid()
                .onFailure()
                .invoke(OptInGauges::log)
                .onFailure()
                .recoverWithNull();
    }

    private static void log(Throwable failure) {
        LOG.warnf("The opt-in gauges keep their values. reason=%s", failure.getMessage());
    }

    private Uni<List<MultiGauge.Row<Number>>> rows(String site, Instant to) {
        return query.figures(site, to.minus(PERIOD), to)
                .map(figures -> rows(site, figures.byCategory()));
    }

    private static List<MultiGauge.Row<Number>> rows(String site, Map<String, Figures> byCategory) {
        return byCategory.entrySet().stream()
                .filter(figures -> figures.getValue().chosen() > 0)
                .map(figures -> row(site, figures.getKey(), figures.getValue()))
                .toList();
    }

    private static MultiGauge.Row<Number> row(String site, String category, Figures figures) {
        double ratio = (double) figures.granted() / figures.chosen();
        return MultiGauge.Row.of(Tags.of("site", site, "category", category), ratio);
    }

    private void publish(List<List<MultiGauge.Row<Number>>> rows) {
        gauge.register(rows.stream().flatMap(List::stream).toList(), true);
    }
}
