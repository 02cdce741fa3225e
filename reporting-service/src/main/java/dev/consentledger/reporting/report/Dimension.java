package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Term;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * By what figures can be broken down. Each has few values, whatever clients send: versions that
 * were never published are one value, and of a language only the first part counts.
 */
public enum Dimension implements Term {
    /** No breakdown: one value, of all. */
    ALL(entry -> ""),
    POLICY(entry -> published(entry.policy())),
    BANNER(entry -> published(entry.banner())),
    LAYER(entry -> entry.layer().isPresent() ? "" + entry.layer().getAsInt() : Dimension.NONE),
    JURISDICTION(entry -> entry.jurisdiction().code()),
    COUNTRY(entry -> entry.country().orElse(Dimension.NONE)),
    DEVICE(entry -> entry.deviceClass().orElse(Dimension.NONE)),
    LANGUAGE(entry -> entry.language().map(Dimension::primary).orElse(Dimension.NONE)),
    SIGNAL(entry -> signal(entry.decisions().values()));

    /** The value of what has none. */
    public static final String NONE = "none";

    /** The version of a document that was never published. */
    public static final String UNKNOWN = "unknown";

    /** The signal of an event whose decisions come from several. */
    public static final String MIXED = "mixed";

    private final String term = name().toLowerCase(Locale.ROOT);
    private final Function<ConsentEntry, String> value;

    Dimension(Function<ConsentEntry, String> value) {
        this.value = value;
    }

    @Override
    public String term() {
        return term;
    }

    /** An event's value. */
    String of(ConsentEntry entry) {
        return value.apply(entry);
    }

    /** The value of one decision of an event: its own signal, else the event's value. */
    String of(CategoryDecision decision, String ofEvent) {
        return this == SIGNAL ? decision.signal().term() : ofEvent;
    }

    /** The name that a version is counted under. */
    static String published(Optional<DocumentReference> reference) {
        return reference
                .map(seen -> seen.sha256().isPresent() ? seen.version() : UNKNOWN)
                .orElse(NONE);
    }

    private static String primary(String language) {
        int hyphen = language.indexOf('-');
        return (hyphen < 0 ? language : language.substring(0, hyphen)).toLowerCase(Locale.ROOT);
    }

    private static String signal(Collection<CategoryDecision> decisions) {
        List<String> signals = decisions.stream().map(d -> d.signal().term()).distinct().toList();
        return switch (signals.size()) {
            case 0 -> NONE;
            case 1 -> signals.get(0);
            default -> MIXED;
        };
    }
}
