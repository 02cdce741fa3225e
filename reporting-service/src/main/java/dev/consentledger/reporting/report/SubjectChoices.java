package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ConsentEntry;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** All choices of one subject of a site, by category. Immutable. */
public record SubjectChoices(String site, Map<String, History> byCategory) {

    /** As many categories as one entry can have; a limit on the size of a row. */
    public static final int CATEGORIES_MAX = ConsentEntry.DECISIONS_MAX;

    public SubjectChoices {
        byCategory = Collections.unmodifiableMap(new TreeMap<>(byCategory));
    }

    public static SubjectChoices none(String site) {
        return new SubjectChoices(site, Map.of());
    }

    public History history(String category) {
        return byCategory.getOrDefault(category, History.EMPTY);
    }

    boolean hasRoomFor(String category) {
        return byCategory.containsKey(category) || byCategory.size() < CATEGORIES_MAX;
    }

    SubjectChoices with(String category, History history) {
        Map<String, History> all = new TreeMap<>(byCategory);
        all.put(category, history);
        return new SubjectChoices(site, all);
    }
}
