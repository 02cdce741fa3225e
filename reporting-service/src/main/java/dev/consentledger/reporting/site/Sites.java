package dev.consentledger.reporting.site;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sites that are reported on. Immutable. */
public final class Sites {

    private final Map<String, Site> byName;

    public Sites(List<Site> sites) {
        byName =
                Collections.unmodifiableMap(
                        sites.stream()
                                .collect(
                                        Collectors.toMap(
                                                Site::name,
                                                Function.identity(),
                                                (first, second) -> first,
                                                TreeMap::new)));
    }

    public Optional<Site> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In alphabetical order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** In alphabetical order. */
    public List<Site> all() {
        return List.copyOf(byName.values());
    }
}
