package dev.consentledger.reporting.figure;

import dev.consentledger.reporting.report.AskAgain;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.Standing;
import dev.consentledger.reporting.report.StandingCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a site's subjects stand now, category by category, and whose grants do not cover the policy
 * in force. A subject without a choice in a category is not in it.
 */
public final class SubjectTable {

    private final AskAgain askAgain;

    private SubjectTable(AskAgain askAgain) {
        this.askAgain = askAgain;
    }

    /**
     * The subjects of a category.
     *
     * @param ended whose grant is over without a refusal: it expired, or its category is undeclared
     * @param optedIn those who granted, of all of these
     * @param notCovered grants that the policy in force asks for again, the most first
     */
    public record Category(
            String id,
            long granted,
            long refused,
            long ended,
            Figure optedIn,
            List<NotCovered> notCovered) {

        public Category {
            notCovered = List.copyOf(notCovered);
        }

        /** Subjects whose grants cover the policy in force. */
        public long covered() {
            return granted - notCovered.stream().mapToLong(NotCovered::subjects).sum();
        }
    }

    /**
     * Subjects who would have to be asked again.
     *
     * @param policy the version that they granted under
     * @param because for people
     */
    public record NotCovered(String policy, String jurisdiction, long subjects, String because) {}

    /** The categories in which anybody stands, by id. */
    public static List<Category> of(
            Map<StandingCell, Long> standings, PoliciesInForce policies, Instant now) {
        Map<String, Map<StandingCell, Long>> byCategory = new TreeMap<>();
        standings.forEach(
                (cell, subjects) ->
                        byCategory
                                .computeIfAbsent(
                                        cell.category(),
                                        id -> new TreeMap<>(Comparator.comparing(Object::toString)))
                                .put(cell, subjects));
        SubjectTable table = new SubjectTable(new AskAgain(policies, now));
        return byCategory.entrySet().stream()
                .map(category -> table.category(category.getKey(), category.getValue()))
                .toList();
    }

    private Category category(String id, Map<StandingCell, Long> cells) {
        long granted = sum(cells, Standing.GRANTED);
        long all = cells.values().stream().mapToLong(subjects -> subjects).sum();
        Figure optedIn =
                all > 0 && granted >= 0 && granted <= all
                        ? Figure.rate("subjects_opted_in", granted, all)
                        : Figure.noRate("subjects_opted_in", granted, all, "nobody has chosen");
        List<NotCovered> notCovered = new ArrayList<>();
        cells.forEach(
                (cell, subjects) -> {
                    if (cell.standing() == Standing.GRANTED) {
                        askAgain.because(id, cell.under())
                                .map(
                                        words ->
                                                new NotCovered(
                                                        cell.under().policy(),
                                                        cell.under().jurisdiction(),
                                                        subjects,
                                                        words))
                                .ifPresent(notCovered::add);
                    }
                });
        notCovered.sort(Comparator.comparingLong(NotCovered::subjects).reversed());
        return new Category(
                id,
                granted,
                sum(cells, Standing.REFUSED),
                sum(cells, Standing.ENDED),
                optedIn,
                notCovered);
    }

    private static long sum(Map<StandingCell, Long> cells, Standing standing) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().standing() == standing)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
