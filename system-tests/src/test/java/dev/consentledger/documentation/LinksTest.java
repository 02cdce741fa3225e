package dev.consentledger.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link within the project leads somewhere, and every page of the documentation is found. */
class LinksTest {

    /** Fewer means that the pages were not found. */
    private static final int PAGES_MIN = 20;

    @TempDir Path directory;

    @Test
    void everyLinkWithinTheProjectLeadsSomewhere() {
        List<Path> pages = ProjectText.files(".md");
        assertThat(pages).hasSizeGreaterThan(PAGES_MIN);

        assertThat(pages.stream().flatMap(page -> broken(page).stream())).isEmpty();
    }

    @Test
    void everyPageOfTheDocumentationIsLinkedFromAnother() {
        Set<Path> linked = new HashSet<>();
        for (Path file : ProjectText.files(".md")) {
            for (String link : MarkdownPage.read(file).links()) {
                if (isWithinTheProject(link)) {
                    linked.add(target(file, link));
                }
            }
        }
        assertThat(ProjectText.files(".md"))
                .filteredOn(page -> ProjectText.name(page).startsWith("docs/"))
                .filteredOn(page -> !page.getFileName().toString().equals("README.md"))
                .isSubsetOf(linked);
    }

    @Test
    void brokenLinksAreFound() throws IOException {
        Files.writeString(directory.resolve("there.md"), "# It's one, `two` & three\n## x\n## x\n");
        Path page =
                Files.writeString(
                        directory.resolve("page.md"),
                        "# Here\n"
                                + "[ok](there.md), [ok](there.md#its-one-two--three), [ok](#here)\n"
                                + "[ok](there.md#x-1), `[code](nowhere)`, [out](https://a.example)\n"
                                + "```\n[code](nowhere)\n```\n"
                                + "![bad](gone.svg) [bad](there.md#x-2) [bad](#there)\n");

        assertThat(broken(page))
                .hasSize(3)
                .anyMatch(text -> text.endsWith("gone.svg"))
                .anyMatch(text -> text.endsWith("there.md#x-2"))
                .anyMatch(text -> text.endsWith("#there"));
    }

    private static List<String> broken(Path file) {
        List<String> broken = new ArrayList<>();
        for (String link : MarkdownPage.read(file).links()) {
            if (isWithinTheProject(link) && !leadsSomewhere(file, link)) {
                broken.add(file + ": " + link);
            }
        }
        return broken;
    }

    private static boolean isWithinTheProject(String link) {
        return URI.create(link).getScheme() == null;
    }

    private static boolean leadsSomewhere(Path from, String link) {
        Path target = target(from, link);
        if (Files.notExists(target)) {
            return false;
        }
        String anchor = URI.create(link).getFragment();
        return anchor == null
                || !target.toString().endsWith(".md")
                || MarkdownPage.read(target).anchors().contains(anchor);
    }

    private static Path target(Path from, String link) {
        String path = URI.create(link).getPath();
        return path.isEmpty() ? from : from.resolveSibling(path).normalize();
    }
}
