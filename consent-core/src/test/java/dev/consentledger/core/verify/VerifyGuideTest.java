package dev.consentledger.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide print what the guide says. */
class VerifyGuideTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path LOG = ROOT.resolve("consent-core/src/test/resources/golden/v1/log");

    /** Fewer were not found. */
    private static final int COMMANDS_MIN = 6;

    private static final int OUTPUTS_MIN = 5;

    /** Commands, whatever stands between, and what the last one prints. */
    private static final Pattern STEP =
            Pattern.compile("```bash\n([^`]*)```\n[^`#]*(?:```\n([^`]*)```)?");

    @TempDir Path folder;

    @Test
    void everyCommandPrintsWhatTheGuideSays() throws IOException {
        Files.writeString(
                folder.resolve("changed.json"),
                Files.readString(LOG.resolve("entry-0.proof.json"))
                        .replace("\"index\":0", "\"index\":1"));
        Matcher steps = STEP.matcher(Files.readString(ROOT.resolve("docs/guides/verify.md")));
        List<String> tried = new ArrayList<>();
        int compared = 0;
        while (steps.find()) {
            String printed = "";
            for (String command : steps.group(1).split("\n")) {
                if (command.matches("\\$V (verify|audit|monitor) .*")) {
                    printed = run(command.substring("$V ".length()));
                    tried.add(command);
                }
            }
            if (!printed.isEmpty() && steps.group(2) != null) {
                assertThat(printed).contains(steps.group(2));
                compared++;
            }
        }
        assertThat(tried).hasSizeGreaterThanOrEqualTo(COMMANDS_MIN);
        assertThat(compared).isGreaterThanOrEqualTo(OUTPUTS_MIN);
    }

    private String run(String command) {
        String[] arguments =
                Arrays.stream(command.split(" "))
                        .map(word -> word.replace("$L", LOG.toString()))
                        .map(word -> word.equals("changed.json") ? in(word) : word)
                        .map(word -> word.equals("state") ? in(word) : word)
                        .toArray(String[]::new);
        return Program.run(arguments).out();
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }
}
