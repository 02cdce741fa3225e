package dev.consentledger.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    private static final Path REFERENCE =
            Path.of(System.getProperty("project.root"), "docs", "reference", "problems.md");

    /**
     * Each section begins with the status; every type has one, and there is none without a type.
     * The last chapter is another service's.
     */
    @Test
    void everyTypeHasItsSectionInTheReference() throws Exception {
        List<String> lines =
                Files.readAllLines(REFERENCE).stream()
                        .takeWhile(line -> !line.equals("## Reading the ledger"))
                        .toList();
        Map<String, Integer> documented =
                Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                        .filter(i -> lines.get(i).startsWith("### "))
                        .collect(
                                Collectors.toMap(
                                        i -> lines.get(i).substring(4),
                                        i -> Integer.parseInt(lines.get(i + 1).substring(0, 3))));
        Map<String, Integer> types =
                Stream.of(ProblemType.values())
                        .collect(Collectors.toMap(ProblemType::slug, ProblemType::status));
        assertThat(documented).isEqualTo(types);
    }
}
