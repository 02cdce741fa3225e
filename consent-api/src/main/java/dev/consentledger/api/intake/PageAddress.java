package dev.consentledger.api.intake;

import java.util.Locale;
import java.util.Optional;

/** Reduces a page's address to what evidence needs: no user, no query, no fragment. */
final class PageAddress {

    /** Longer than browsers' own limit for addresses that people meet. */
    static final int LENGTH_MAX = 2_048;

    private PageAddress() {}

    /** The reduced address; empty where it is no web address. */
    static Optional<String> reduce(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        int start = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : 0;
        if (start == 0 || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        String address = url.substring(0, endOfPath(url));
        int slash = address.indexOf('/', start);
        int authorityEnd = slash < 0 ? address.length() : slash;
        int at = address.lastIndexOf('@', authorityEnd - 1);
        String withoutUser =
                at < start ? address : address.substring(0, start) + address.substring(at + 1);
        boolean sound = withoutUser.length() > start && withoutUser.length() <= LENGTH_MAX;
        return sound ? Optional.of(withoutUser) : Optional.empty();
    }

    private static int endOfPath(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                return i;
            }
        }
        return url.length();
    }
}
