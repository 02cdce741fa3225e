package dev.consentledger.api.policy;

import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/**
 * Finds the language in which somebody reads a document: the lookup of RFC 4647, section 3.4, and
 * where that finds nothing, another region of the same language. Pure.
 */
final class LanguageChoice {

    /** Longer than what browsers send; the rest would only be work. */
    private static final int WISH_CHARS_MAX = 500;

    private LanguageChoice() {}

    /**
     * The best of the languages that are there; empty when none was wished for.
     *
     * @param wish ranges with weights, as in {@code Accept-Language} (RFC 9110, section 12.5.4)
     */
    static Optional<String> best(String wish, List<String> available) {
        for (String range : ranges(wish)) {
            Optional<String> found =
                    lookup(range, available).or(() -> otherRegion(range, available));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<String> ranges(String wish) {
        if (wish.length() > WISH_CHARS_MAX) {
            return List.of();
        }
        try {
            return LanguageRange.parse(wish).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(LanguageRange::getRange)
                    .toList();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notRanges) {
            // The latter comes of a hyphen alone.
            return List.of();
        }
    }

    private static Optional<String> lookup(String range, List<String> available) {
        String rest = range;
        while (!rest.isEmpty()) {
            String wanted = rest;
            Optional<String> found =
                    available.stream().filter(tag -> tag.equalsIgnoreCase(wanted)).findFirst();
            if (found.isPresent()) {
                return found;
            }
            rest = shorter(rest);
        }
        return Optional.empty();
    }

    /** Without the last part, and without a single letter that only led to it. */
    private static String shorter(String range) {
        int end = Math.max(range.lastIndexOf('-'), 0);
        return end >= 2 && range.charAt(end - 2) == '-'
                ? range.substring(0, end - 2)
                : range.substring(0, end);
    }

    private static Optional<String> otherRegion(String range, List<String> available) {
        String language = primary(range);
        return available.stream()
                .filter(tag -> primary(tag).equalsIgnoreCase(language))
                .findFirst();
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return end < 0 ? tag : tag.substring(0, end);
    }
}
