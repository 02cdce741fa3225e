package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.reporting.proof.DisclosedPart.Disclosed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check is made, and none says more than it has seen. */
class ProofChecksTest {

    static List<Sample> ofEachPolicy() {
        return Sample.ofEachPolicy();
    }

    @ParameterizedTest
    @MethodSource("ofEachPolicy")
    void anUntouchedRecordPassesEveryCheck(Sample sample) {
        assertThat(outcomes(sample).keySet()).containsExactlyInAnyOrder(CheckName.values());
        assertThat(outcomes(sample).values()).containsOnly(Outcome.PASSED);
    }

    @Test
    void changedEvidenceFailsItsOwnCheckAlone() {
        Sample sample = Sample.imagine();
        sample.shownContext =
                Optional.of(
                        new Disclosed(
                                Sample.part(2, Json.object().put("url", "https://other").build())));

        assertThat(failed(sample)).containsExactly(CheckName.CONTEXT_COMMITTED);
    }

    @Test
    void evidenceThatCannotBeReadFails() {
        Sample sample = Sample.imagine();
        sample.shownObserved = Optional.of(new DisclosedPart.Unreadable("not JSON"));

        assertThat(failed(sample)).containsExactly(CheckName.OBSERVED_COMMITTED);
    }

    @Test
    void whatIsWithheldOrErasedIsNeitherPassedNorFailed() {
        Sample sample = Sample.imagine();
        sample.shownSubject = Optional.of(new DisclosedPart.Erased());
        sample.shownContext = Optional.of(new DisclosedPart.Withheld());

        assertThat(outcomes(sample))
                .containsEntry(CheckName.SUBJECT_COMMITTED, Outcome.NOT_ESTABLISHED)
                .containsEntry(CheckName.CONTEXT_COMMITTED, Outcome.NOT_ESTABLISHED)
                .containsEntry(CheckName.OBSERVED_COMMITTED, Outcome.PASSED)
                .containsEntry(CheckName.CONSENT_INCLUDED, Outcome.PASSED);
    }

    @Test
    void aGuestHasNoPseudonymToCheck() {
        Sample sample = Sample.imagine();
        sample.subject = Optional.empty();

        assertThat(outcomes(sample)).doesNotContainKey(CheckName.SUBJECT_COMMITTED);
        assertThat(failed(sample)).isEmpty();
    }

    @Test
    void anotherDocumentThanThePublishedFails() {
        Sample sample = Sample.imagine();
        sample.otherDocument = Optional.of(Sample.immagin().documents.policy());

        assertThat(failed(sample)).containsExactly(CheckName.POLICY_DOCUMENT);
    }

    @Test
    void aVersionThatWasNeverPublishedEstablishesNothing() {
        Sample sample = Sample.imsupporting();
        sample.published = false;

        assertThat(outcomes(sample))
                .containsEntry(CheckName.POLICY_DOCUMENT, Outcome.NOT_ESTABLISHED)
                .containsEntry(CheckName.BANNER_DOCUMENT, Outcome.NOT_ESTABLISHED)
                .doesNotContainKeys(CheckName.POLICY_INCLUDED, CheckName.BANNER_INCLUDED);
        assertThat(failed(sample)).isEmpty();
    }

    @Test
    void withoutTheLedgersKeysNoSignatureIsEstablished() {
        Sample sample = Sample.imagine();
        sample.withStrangeKeys = true;

        assertThat(outcomes(sample))
                .containsEntry(CheckName.CONSENT_INCLUDED, Outcome.PASSED)
                .containsEntry(CheckName.CONSENT_SIGNED, Outcome.NOT_ESTABLISHED)
                .containsEntry(CheckName.CONSENT_WITNESSED, Outcome.NOT_ESTABLISHED)
                .containsEntry(CheckName.POLICY_SIGNED, Outcome.NOT_ESTABLISHED);
    }

    @Test
    void aPolicyThatIsDatedAfterTheConsentFails() {
        Sample sample = Sample.imagine();
        sample.publishedAt = Sample.RECEIVED.plusSeconds(1);

        assertThat(failed(sample))
                .containsExactly(CheckName.POLICY_BEFORE, CheckName.BANNER_BEFORE);
    }

    @Test
    void aPolicyBetweenTheTwoClocksIsNotEstablished() {
        Sample sample = Sample.imagine();
        sample.publishedAt = Sample.OCCURRED.plusSeconds(1);

        assertThat(outcomes(sample))
                .containsEntry(CheckName.POLICY_BEFORE, Outcome.NOT_ESTABLISHED);
    }

    @Test
    void anEntryAtAnotherPlaceIsNotIncluded() {
        SmallLedger ledger = new SmallLedger();
        ProofOfConsent proof = Sample.imagine().build();
        PublicationEntry first = proof.policy().orElseThrow().published().entry();
        PublicationEntry second = proof.banner().orElseThrow().published().entry();
        ledger.append(first);
        ledger.append(second);

        assertThatThrownBy(() -> ledger.proved(first, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the proof is of another entry");
    }

    private static Map<CheckName, Outcome> outcomes(Sample sample) {
        return sample.build().checks().stream()
                .collect(Collectors.toMap(CheckResult::name, CheckResult::outcome));
    }

    private static List<CheckName> failed(Sample sample) {
        return sample.build().checks().stream()
                .filter(check -> check.outcome() == Outcome.FAILED)
                .map(CheckResult::name)
                .toList();
    }
}
