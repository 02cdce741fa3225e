package dev.consentledger.core.policy;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import java.util.Optional;
import java.util.Set;

/**
 * How long an item stays on a device, as a policy says it. Months count as the twelfth part of a
 * mean year where lengths are compared.
 *
 * @param kind the word of the policy's format
 * @param longest the longest that it may be; empty where the kind alone says it, or nobody does
 * @param words for people
 */
public record Lifetime(String kind, Optional<Validity> longest, String words) {

    /** What is said about nothing: the item has no lifetime that is known. */
    private static final Set<String> UNKNOWN =
            Set.of("until_sign_out", "with_certificate", "varies", "undeclared");

    private static final Set<String> UNLIMITED = Set.of("persistent", "until_cleared");

    /** Shorter than every duration. */
    private static final Set<String> WHILE_OPEN = Set.of("session", "tab");

    /** Whether one lifetime is longer than another. */
    public enum Comparison {
        LONGER,
        SAME,
        SHORTER,
        /** One of the two is not said. */
        UNKNOWN
    }

    /** How this compares with another one. */
    public Comparison comparedWith(Lifetime other) {
        if (equals(other)) {
            return Comparison.SAME;
        }
        if (UNKNOWN.contains(kind) || UNKNOWN.contains(other.kind)) {
            return Comparison.UNKNOWN;
        }
        int order = Double.compare(days(), other.days());
        if (order == 0) {
            return Comparison.SAME;
        }
        return order > 0 ? Comparison.LONGER : Comparison.SHORTER;
    }

    private double days() {
        if (UNLIMITED.contains(kind)) {
            return Double.POSITIVE_INFINITY;
        }
        if (WHILE_OPEN.contains(kind)) {
            return kind.equals("tab") ? -2 : -1;
        }
        return longest.map(Validity::days).orElse(0.0);
    }

    static Lifetime read(Fields fields) throws MalformedJson {
        String kind = fields.string("kind");
        return switch (kind) {
            case "fixed" -> lasting(kind, "", fields, "duration");
            case "up_to" -> lasting(kind, "up to ", fields, "duration");
            case "range" -> lasting(kind, fields.string("from") + " to ", fields, "to");
            default -> new Lifetime(kind, Optional.empty(), kind.replace('_', ' '));
        };
    }

    private static Lifetime lasting(String kind, String before, Fields fields, String name)
            throws MalformedJson {
        String text = fields.string(name);
        try {
            return new Lifetime(kind, Optional.of(new Validity(text)), before + text);
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue(name, "expected an ISO 8601 duration such as P6M");
        }
    }
}
