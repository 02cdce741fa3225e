package dev.consentledger.reporting.site;

import dev.consentledger.reporting.report.DayZones;
import java.time.ZoneId;
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

    /** In which time zones the days of their counts are to begin. */
    public DayZones dayZones() {
        Map<String, ZoneId> zones = new TreeMap<>();
        byName.forEach((name, site) -> zones.put(name, site.timeZone()));
        return new DayZones(zones);
    }

    /** In alphabetical order. */
    public List<Site> all() {
        return List.copyOf(byName.values());
    }
}
