package dev.consentledger.reporting.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.http.PolicyChangesAnswer.ChangeAnswer;
import dev.consentledger.reporting.proof.PublishedFiles;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's worked example says what comes out for the two versions that it is about. */
class PolicyChangesGuideTest {

    private static final Path GUIDE =
            Path.of(System.getProperty("project.root")).resolve("docs/guides/change-a-policy.md");
    private static final String SITE = "imsupporting.com";
    private static final Pattern BLOCK = Pattern.compile("```\n([^`]*)```");

    @Test
    void theWorkedExampleIsWhatComesOut() throws IOException, MalformedJson {
        PolicyChangesAnswer answer =
                PolicyChangesAnswer.of(versions(), new PoliciesInForce(List.of()), Instant.EPOCH);
        List<String> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(GUIDE));
        while (found.find()) {
            blocks.add(found.group(1));
        }

        assertThat(blocks)
                .contains(
                        lines(
                                Stream.of(answer.categories(), answer.items(), answer.recipients())
                                        .flatMap(List::stream)
                                        .map(ChangeAnswer::words)),
                        lines(
                                answer.proposals().stream()
                                        .map(
                                                p ->
                                                        p.category()
                                                                + ": "
                                                                + p.proposal()
                                                                + "\n  "
                                                                + p.because()
                                                                        .replace("; ", "\n  "))));
        assertThat(Files.readString(GUIDE))
                .contains(answer.texts().size() + " texts")
                .contains(answer.others().size() + " other statements");
    }

    @Test
    void withoutNamesItIsTheVersionInForceAndTheOneBefore() throws MalformedJson {
        ComparedVersions versions = versions();

        assertThat(versions.from().version()).isEqualTo("2025-06-01");
        assertThat(versions.to().version()).isEqualTo("2026-01-15");
    }

    private static ComparedVersions versions() throws MalformedJson {
        PoliciesInForce policies =
                new PoliciesInForce(
                        List.of(
                                Policy.read(PublishedFiles.read(SITE, "2026-01-15").policy()),
                                Policy.read(PublishedFiles.read(SITE, "2025-06-01").policy())));
        return ComparedVersions.of(
                policies,
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-22T00:00:00Z"));
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n")) + "\n";
    }
}
