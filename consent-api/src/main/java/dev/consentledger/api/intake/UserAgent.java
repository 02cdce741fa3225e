package dev.consentledger.api.intake;

import dev.consentledger.core.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a User-Agent header: too little to tell one visitor from another. Browsers
 * pretend to be each other, so the order of the rules matters: the most particular name comes
 * first.
 *
 * @param browser family, such as Firefox
 * @param majorVersion of the browser
 * @param system family of the operating system, such as Android
 * @param deviceClass desktop, mobile, tablet or other
 * @param bot label of an automated visitor
 */
record UserAgent(
        Optional<String> browser,
        OptionalInt majorVersion,
        Optional<String> system,
        String deviceClass,
        Optional<String> bot) {

    /** No browser's header is longer; what comes after is not looked at. */
    static final int LENGTH_MAX = 512;

    private record Named(String name, Pattern pattern) {
        static Named of(String name, String pattern) {
            return new Named(name, Pattern.compile(pattern));
        }
    }

    private static final List<Named> BROWSERS =
            List.of(
                    Named.of("Edge", "Edg(?:e|A|iOS)?/(\\d{1,4})"),
                    Named.of("Opera", "(?:OPR|Opera)/(\\d{1,4})"),
                    Named.of("Samsung Internet", "SamsungBrowser/(\\d{1,4})"),
                    Named.of("Firefox", "(?:Firefox|FxiOS)/(\\d{1,4})"),
                    Named.of("Chrome", "(?:Chrome|CriOS)/(\\d{1,4})"),
                    Named.of("Safari", "Version/(\\d{1,4})[^ ]* .*Safari/"));

    private static final List<Named> SYSTEMS =
            List.of(
                    Named.of("Windows", "Windows"),
                    Named.of("Android", "Android"),
                    Named.of("iOS", "iPhone|iPad|iPod"),
                    Named.of("macOS", "Mac OS X|Macintosh"),
                    Named.of("ChromeOS", "CrOS"),
                    Named.of("Linux", "Linux|X11"));

    private static final Pattern TABLET = Pattern.compile("iPad|Tablet|Android(?!.*Mobile)");
    private static final Pattern MOBILE = Pattern.compile("Mobi|iPhone|iPod");
    private static final Pattern DESKTOP =
            Pattern.compile("Windows NT|Macintosh|CrOS|X11|Linux x86_64");

    /** Names that automated visitors give themselves; a phone of the make Cubot is not one. */
    private static final Pattern KNOWN_BOT =
            Pattern.compile(
                    "googlebot|bingbot|applebot|yandexbot|duckduckbot|baiduspider|gptbot|claudebot|ccbot"
                            + "|facebookexternalhit|ahrefsbot|semrushbot");

    private static final Pattern HEADLESS = Pattern.compile("headless|phantomjs");
    private static final Pattern ANY_BOT =
            Pattern.compile("(?<!cu)bot\\b|crawler|spider|lighthouse");

    static UserAgent parse(String header) {
        String text = header.substring(0, Math.min(header.length(), LENGTH_MAX));
        Optional<String> browser = Optional.empty();
        OptionalInt major = OptionalInt.empty();
        for (Named candidate : BROWSERS) {
            Matcher matcher = candidate.pattern().matcher(text);
            if (matcher.find()) {
                browser = Optional.of(candidate.name());
                major = OptionalInt.of(Integer.parseInt(matcher.group(1)));
                break;
            }
        }
        Optional<String> system =
                SYSTEMS.stream()
                        .filter(candidate -> candidate.pattern().matcher(text).find())
                        .map(Named::name)
                        .findFirst();
        return new UserAgent(browser, major, system, deviceClass(text), bot(text));
    }

    void addTo(Json.ObjBuilder value) {
        value.putIfPresent("browser", browser);
        majorVersion.ifPresent(major -> value.put("browserMajorVersion", major));
        value.putIfPresent("system", system);
    }

    private static String deviceClass(String text) {
        if (TABLET.matcher(text).find()) {
            return "tablet";
        }
        if (MOBILE.matcher(text).find()) {
            return "mobile";
        }
        return DESKTOP.matcher(text).find() ? "desktop" : "other";
    }

    private static Optional<String> bot(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher known = KNOWN_BOT.matcher(lower);
        if (known.find()) {
            return Optional.of(known.group());
        }
        if (HEADLESS.matcher(lower).find()) {
            return Optional.of("headless");
        }
        return ANY_BOT.matcher(lower).find() ? Optional.of("other") : Optional.empty();
    }
}
