package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that was published does not change. */
class PublishedHashesTest {

    private static final String POLICY = "policies/imagine.art/2026-01-12.yaml";
    private static final String LIST = "policies/published.sha256";

    @TempDir private Path root;
    private PolicyFolder folder;

    @BeforeEach
    void copy() {
        folder = PolicyFolder.copy(root);
    }

    @Test
    void aChangedPolicyIsRefused() {
        folder.replace(POLICY, "name: Necessary", "name: Needed");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith(POLICY + ":1: imagine.art/2026-01-12.yaml#policy was published with")
                .endsWith("publish the change as a new version in a file of its own.");
    }

    @Test
    void aChangedBannerIsRefused() {
        folder.replace(POLICY, "{en: \"Accept all\"}", "{en: \"Yes!\"}");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains("imagine.art/2026-01-12.yaml#banner was published with the hash");
    }

    @Test
    void aCommentOrAnotherOrderOfKeysChangesNothing() {
        folder.replace(
                POLICY, "v: 1\nsite: imagine.art\n", "# A remark\nsite: imagine.art\nv: 1\n");

        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aNewVersionIsAllowedAndItsLinesArePrinted() {
        String text = "policies/pixevety.com/undated-1.yaml";
        String moved = "policies/pixevety.com/undated-2.yaml";
        PolicyFolder copy = PolicyFolder.copy(root.resolve("second"));
        copy.write(moved, copy.text(text))
                .replace(moved, "version: undated-1", "version: undated-2")
                .replace(moved, "inForceFrom: \"2026-01-01", "inForceFrom: \"2026-11-01");

        assertThat(copy.problems()).isEmpty();
        assertThat(copy.unlistedHashes())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "[0-9a-f]{64}  pixevety.com/undated-2.yaml#policy"),
                        line ->
                                assertThat(line)
                                        .matches(
                                                "[0-9a-f]{64}  pixevety.com/undated-2.yaml#banner"));
    }

    @Test
    void aPublishedVersionCannotGoAway() {
        folder.delete("policies/imsupporting.com/2025-06-01.yaml");

        assertThat(folder.problems())
                .containsExactly(
                        LIST
                                + ":"
                                + folder.lineOf(LIST, "2025-06-01.yaml#policy")
                                + ": imsupporting.com/2025-06-01.yaml#policy was published and its"
                                + " file is gone; restore the file.",
                        LIST
                                + ":"
                                + folder.lineOf(LIST, "2025-06-01.yaml#banner")
                                + ": imsupporting.com/2025-06-01.yaml#banner was published and its"
                                + " file is gone; restore the file.");
    }

    @Test
    void aDamagedListIsRefused() {
        folder.write(LIST, "not a hash\n");

        assertThat(folder.problems())
                .containsExactly(
                        LIST
                                + ":1: expected '<hash>  <site>/<version>.yaml#policy' or"
                                + " '#banner'; restore the line.");
    }
}
