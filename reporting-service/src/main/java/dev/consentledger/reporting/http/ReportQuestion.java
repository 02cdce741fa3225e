package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.Term;
import dev.consentledger.reporting.figure.Bots;
import dev.consentledger.reporting.figure.FigureQuestion;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Interval;
import dev.consentledger.reporting.site.Site;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What a client says of the report that it asks for. */
public class ReportQuestion extends PeriodQuestion {

    /** What fits into one answer, and into a person's patience. */
    static final int INTERVALS_MAX = 2_500;

    private static final int MINIMUM_CELL_MAX = 1_000_000;

    @Parameter(
            description =
                    "One row for each: all (by default), policy, banner, layer, jurisdiction, country, device, language, signal",
            example = "country")
    @RestQuery
    Optional<String> by;

    @Parameter(
            description =
                    "whole (by default), day or hour, in the site's time zone; at most 2,500 of them",
            example = "day")
    @RestQuery
    Optional<String> interval;

    @Parameter(
            description = "Whether events with a bot label count: with (by default) or without",
            example = "without")
    @RestQuery
    Optional<String> bots;

    @Parameter(
            description =
                    "Figures that tell of fewer are suppressed, for reports that leave the house; 1 by default, which suppresses nothing",
            example = "10")
    @RestQuery
    Optional<String> minimumCell;

    FigureQuestion read(Site known, Instant now) {
        Period period = period(known, now);
        Interval cut = term("interval", Interval.class, interval, Interval.WHOLE);
        if (cut.between(period.from(), period.to()) > INTERVALS_MAX) {
            throw Problems.invalidReport(
                    "From %s to %s there are more than %,d intervals; ask for a shorter period or for longer intervals."
                            .formatted(period.from(), period.to(), INTERVALS_MAX));
        }
        return new FigureQuestion(
                known.name(),
                period.from(),
                period.to(),
                known.timeZone(),
                term("by", Dimension.class, by, Dimension.ALL),
                cut,
                term("bots", Bots.class, bots, Bots.WITH),
                number("minimumCell", minimumCell, 1, MINIMUM_CELL_MAX));
    }

    static <T extends Enum<T> & Term> T term(
            String name, Class<T> type, Optional<String> text, T otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        return Term.parse(type, text.get())
                .orElseThrow(
                        () ->
                                Problems.invalidReport(
                                        "'%s' is '%s'; expected one of %s."
                                                .formatted(name, text.get(), terms(type))));
    }

    private static <T extends Enum<T> & Term> String terms(Class<T> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Term::term)
                .collect(Collectors.joining(", "));
    }

    /** A whole number from 1 on. */
    static int number(String name, Optional<String> text, int otherwise, int max) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.get().matches("[1-9]\\d{0,6}") && Integer.parseInt(text.get()) <= max) {
            return Integer.parseInt(text.get());
        }
        throw Problems.invalidReport(
                "'%s' is '%s'; expected a whole number from 1 to %,d."
                        .formatted(name, text.get(), max));
    }
}
