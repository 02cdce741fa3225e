package dev.consentledger.reporting.report;

import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often a site's visitors opted in, category by category.
 *
 * @param policies in force in the period, oldest first
 * @param categories of these policies in the newest one's order, then others that were decided on
 */
public record OptInReport(Status status, List<Policy> policies, List<CategoryFigures> categories) {

    public OptInReport {
        policies = List.copyOf(policies);
        categories = List.copyOf(categories);
    }

    /**
     * @param figures by category id; categories without any may be absent
     */
    public static OptInReport of(
            PoliciesInForce policies, Instant from, Instant to, Map<String, Figures> figures) {
        List<Policy> inForce = policies.during(from, to);
        Set<String> ids = new LinkedHashSet<>();
        newestFirst(inForce).forEach(p -> p.categories().forEach(c -> ids.add(c.id())));
        figures.keySet().stream().sorted().forEach(ids::add);
        List<CategoryFigures> categories =
                ids.stream()
                        .map(
                                id ->
                                        category(
                                                id,
                                                inForce,
                                                policies.all(),
                                                figures.getOrDefault(id, Figures.NONE)))
                        .toList();
        return new OptInReport(Status.of(inForce), inForce, categories);
    }

    private static CategoryFigures category(
            String id, List<Policy> inForce, List<Policy> known, Figures figures) {
        String name =
                versions(id, inForce)
                        .findFirst()
                        .or(() -> versions(id, known).findFirst())
                        .map(Category::name)
                        .orElse(id);
        List<Category.Rule> rules =
                versions(id, inForce).flatMap(category -> category.rules().stream()).toList();
        return new CategoryFigures(
                id,
                name,
                rules.stream().map(Category.Rule::mechanism).distinct().sorted().toList(),
                rules.stream()
                        .map(Category.Rule::exemption)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                figures);
    }

    private static Stream<Category> versions(String id, List<Policy> policies) {
        return newestFirst(policies).stream().map(p -> p.category(id)).flatMap(Optional::stream);
    }

    private static List<Policy> newestFirst(List<Policy> policies) {
        List<Policy> reversed = new ArrayList<>(policies);
        Collections.reverse(reversed);
        return reversed;
    }
}
