package dev.consentledger.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One Markdown page: the links in it, and the anchors that others can link to. */
record MarkdownPage(Path file, List<String> prose) {

    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)>?[^)]*\\)");
    private static final Pattern HTML_LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("^\\[[^\\]]+\\]:\\s+(\\S+)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
    private static final Pattern HTML_ANCHOR = Pattern.compile("(?:id|name)=\"([^\"]+)\"");

    static MarkdownPage read(Path file) {
        List<String> prose = new ArrayList<>();
        boolean inCode = false;
        for (String line : ProjectText.read(file).lines().toList()) {
            if (FENCE.matcher(line).find()) {
                inCode = !inCode;
            } else if (!inCode) {
                prose.add(line);
            }
        }
        return new MarkdownPage(file, prose);
    }

    /** The targets of all links, as they are written. */
    List<String> links() {
        return prose.stream()
                .map(line -> CODE.matcher(line).replaceAll(""))
                .flatMap(
                        line ->
                                List.of(LINK, HTML_LINK, REFERENCE).stream()
                                        .flatMap(pattern -> pattern.matcher(line).results()))
                .map(match -> match.group(1))
                .toList();
    }

    /** The anchors of headings as GitHub makes them, and those that are written out. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose) {
            HEADING.matcher(line)
                    .results()
                    .map(heading -> anchor(heading.group(1)))
                    .map(anchor -> numbered(anchor, seen.merge(anchor, 1, Integer::sum)))
                    .forEach(anchors::add);
            HTML_ANCHOR
                    .matcher(line)
                    .results()
                    .map(anchor -> anchor.group(1))
                    .forEach(anchors::add);
        }
        return anchors;
    }

    private static String anchor(String heading) {
        String text = heading.replaceAll("\\]\\([^)]*\\)", "").replaceAll("<[^>]+>", "");
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
    }

    private static String numbered(String anchor, int occurrence) {
        return occurrence == 1 ? anchor : anchor + "-" + (occurrence - 1);
    }
}
