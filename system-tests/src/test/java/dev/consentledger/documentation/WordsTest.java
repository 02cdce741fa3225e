package dev.consentledger.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing in the project says where it was written, or what was put off. */
class WordsTest {

    /** Fewer means that the files were not found. */
    private static final int FILES_MIN = 200;

    /** In pieces, so that this file does not hold what it looks for. */
    private static final Pattern PUT_OFF = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    /** Directories of the one machine where it was written. */
    private static final Pattern WORKPLACE =
            Pattern.compile("(?<![\\w.*])/(wo" + "rk|home/\\w+|Users/\\w+|tmp/[a-z])/");

    /** Where work was planned: it says nothing to whoever reads the result. */
    private static final Pattern PLANNING =
            Pattern.compile("(?i)\\b(iss" + "ue|tick" + "et) #?\\d");

    @Test
    void nothingIsPutOff() {
        assertThat(linesWith(PUT_OFF)).isEmpty();
    }

    @Test
    void noPathOfAWorkplaceIsLeft() {
        assertThat(linesWith(WORKPLACE)).isEmpty();
    }

    @Test
    void nothingRefersToThePlanning() {
        assertThat(linesWith(PLANNING)).isEmpty();
    }

    @Test
    void whatIsLookedForIsFound() {
        assertThat(PUT_OFF.matcher("// TO" + "DO later").find()).isTrue();
        assertThat(PUT_OFF.matcher("\"mastodon\" TODOS").find()).isFalse();
        assertThat(PLANNING.matcher("as in Iss" + "ue #4").find()).isTrue();
        assertThat(PLANNING.matcher("an iss" + "ue of 4 pages").find()).isFalse();
        assertThat(WORKPLACE.matcher("see /wo" + "rk/main/README.md").find()).isTrue();
        assertThat(WORKPLACE.matcher("the net/wo" + "rk/part, /usr/share").find()).isFalse();
    }

    private static List<String> linesWith(Pattern pattern) {
        List<Path> files = ProjectText.files();
        assertThat(files).hasSizeGreaterThan(FILES_MIN);
        return files.stream().flatMap(file -> linesWith(pattern, file)).toList();
    }

    private static Stream<String> linesWith(Pattern pattern, Path file) {
        return ProjectText.read(file)
                .lines()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> ProjectText.name(file) + ": " + line.strip());
    }
}
