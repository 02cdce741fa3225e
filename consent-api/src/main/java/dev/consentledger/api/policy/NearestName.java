package dev.consentledger.api.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant by a mistyped one, by edit distance. */
final class NearestName {

    private NearestName() {}

    /** The nearest of {@code known}; empty when none is near. */
    static Optional<String> of(String written, Collection<String> known) {
        String text = plain(written);
        int far = Math.max(2, text.length() / 3);
        return known.stream()
                .filter(name -> distance(text, plain(name)) <= far)
                .min(
                        Comparator.<String>comparingInt(name -> distance(text, plain(name)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence with the guess, or with the known names where there is none. */
    static String advice(String written, Collection<String> known) {
        Optional<String> guess = of(written, known);
        if (guess.isPresent()) {
            return "did you mean '" + guess.get() + "'?";
        }
        return known.isEmpty() ? "none is known here." : "write one of: " + list(known) + ".";
    }

    static String list(Collection<String> names) {
        return String.join(", ", names);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                previous[j - 1] + change,
                                Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
