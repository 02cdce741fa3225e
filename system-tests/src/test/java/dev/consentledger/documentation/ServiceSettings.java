package dev.consentledger.documentation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a service can be told: the keys of its {@code application.properties}, and those that its
 * classes ask for.
 *
 * @param defaults of {@code application.properties}
 * @param keys all of them, also those without a default
 */
record ServiceSettings(Properties defaults, Set<String> keys) {

    private static final Pattern INJECTED =
            Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern MAPPING =
            Pattern.compile("@ConfigMapping\\(\\s*prefix = \"([^\"]+)\"");
    private static final Pattern MAPPED =
            Pattern.compile(
                    "(?:@WithName\\(\"([^\"]+)\"\\)\\s*)?^\\s+[\\w<>.]+ (\\w+)\\(\\);",
                    Pattern.MULTILINE);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.-]+)");

    static ServiceSettings of(String module) {
        String text =
                ProjectText.read(
                        ProjectText.path(module + "/src/main/resources/application.properties"));
        Properties defaults = new Properties();
        try {
            defaults.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> keys = new TreeSet<>(defaults.stringPropertyNames());
        keys.addAll(groups(REFERENCE, text));
        ProjectText.files(".java").stream()
                .filter(file -> ProjectText.name(file).startsWith(module + "/src/main/"))
                .map(ProjectText::read)
                .forEach(source -> keys.addAll(askedFor(source)));
        return new ServiceSettings(defaults, keys);
    }

    private static Set<String> askedFor(String source) {
        Set<String> keys = groups(INJECTED, source);
        groups(MAPPING, source)
                .forEach(
                        prefix ->
                                MAPPED.matcher(source)
                                        .results()
                                        .map(
                                                match ->
                                                        match.group(1) == null
                                                                ? kebab(match.group(2))
                                                                : match.group(1))
                                        .map(name -> prefix + "." + name)
                                        .forEach(keys::add));
        return keys;
    }

    private static Set<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
