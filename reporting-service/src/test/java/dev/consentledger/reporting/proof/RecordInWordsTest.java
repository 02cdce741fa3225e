package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads: in one order, in the words of the policy, and nothing left unsaid. */
class RecordInWordsTest {

    static List<Sample> ofEachPolicy() {
        return Sample.ofEachPolicy();
    }

    @ParameterizedTest
    @MethodSource("ofEachPolicy")
    void sectionsStandInOneOrder(Sample sample) {
        assertThat(RecordInWords.of(sample.build()).sections())
                .extracting(RecordInWords.Section::title)
                .containsExactly(
                        "Controller",
                        "The person",
                        "What the visitor was told",
                        "What the visitor did",
                        "Purposes, storage and recipients",
                        "Times and jurisdiction",
                        "Validity and withdrawal",
                        "State on 2026-11-28 09:00:00.000 UTC",
                        "Checks",
                        "What this does not prove");
    }

    @Test
    void aConsentIsToldWithItsButtonAndTheAlternatives() {
        assertThat(text(Sample.imagine()))
                .contains("a visitor of imagine.art accepted all. All 14 checks have passed.")
                .contains("The button pressed was “Accept all” on layer 1.")
                .contains("“Reject all” on layer 1")
                .contains(
                        "* Marketing Decision: granted Basis and mechanism: consent: off until granted")
                .contains("* ia_stats_returning Category: Statistics Kind: cookie")
                .contains("Server's clock: 2026-11-22 10:15:30.123 UTC, 2.1 s later")
                .contains("seen by the witness witness.example/w1, 1.877 s after it was received")
                .contains("Jurisdiction: DE: named by the site's page for this visitor")
                .contains("Withdrawn: no, as of 2026-11-28 09:00:00.000 UTC")
                .contains("That a human clicked: the record shows what a browser sent.")
                .contains("for the case DSR-2026-0042");
    }

    @Test
    void whatASiteNeverDeclaredReadsUndeclared() {
        assertThat(text(Sample.imagine()))
                .contains("Legal name: undeclared")
                .contains("Address: undeclared")
                .contains("Valid for: undeclared")
                .contains("Whether there are third parties is undeclared.")
                .contains("Recipients: undeclared");
    }

    @Test
    void goingOnWithoutAChoiceIsNoConsent() {
        assertThat(text(Sample.immagin()))
                .contains("! This is not a consent. Going on without a choice is recorded")
                .contains("The banner has no button for that.")
                .contains("There was no category to decide about.")
                .contains("exempt: not asked. Strictly necessary");
    }

    @Test
    void aNoticeIsNoConsent() {
        assertThat(text(Sample.pixevety()))
                .contains("! This is not a consent. Nothing was granted by it.")
                .contains(
                        "The button pressed was “Understood” on layer 1. There was no other button.")
                .contains("Third parties: none, as the site says.");
    }

    @Test
    void aDemonstrationReadsSo() {
        Sample sample = Sample.imagine();
        sample.demonstration = true;

        assertThat(text(sample)).contains("! Demonstration: this policy was constructed");
        assertThat(text(Sample.imagine())).doesNotContain("Demonstration");
    }

    @Test
    void aLanguageThatTheDocumentLacksIsSaid() {
        Sample sample = Sample.imagine();
        sample.language = Optional.of("pt-BR");

        assertThat(text(sample))
                .contains(
                        "in English (en), its first language, because it has none in the visitor's");
    }

    @Test
    void aWiderLanguageIsTheVisitors() {
        Sample sample = Sample.imagine();
        sample.language = Optional.of("en-AU");

        assertThat(text(sample)).contains("in English (en), the visitor's language");
    }

    @Test
    void anUnnamedLanguageIsSaid() {
        Sample sample = Sample.imagine();
        sample.language = Optional.empty();

        assertThat(text(sample))
                .contains("in English (en), its first language, because the consent names none");
    }

    @Test
    void aGuestsRecordSaysThatNothingLinksItToAPerson() {
        Sample sample = Sample.imagine();
        sample.subject = Optional.empty();

        assertThat(text(sample))
                .contains("Pseudonym: none: the visitor was a guest")
                .contains("The visitor had no pseudonym, so that nothing links later events");
    }

    @Test
    void erasedAndWithheldPartsAreSaid() {
        Sample sample = Sample.imagine();
        sample.shownSubject = Optional.of(new DisclosedPart.Erased());
        sample.shownContext = Optional.of(new DisclosedPart.Withheld());

        assertThat(text(sample))
                .contains("whose entry this is can no longer be shown")
                .contains("Sent by the browser: left out of this record")
                .contains("12 of 14 checks have passed and none has failed.")
                .doesNotContain(Sample.SUBJECT);
    }

    @Test
    void anUnknownVersionIsSaidAndNothingMadeUp() {
        Sample sample = Sample.imagine();
        sample.published = false;
        sample.flags = EnumSet.of(Flag.POLICY_UNKNOWN);

        assertThat(text(sample))
                .contains(
                        "The consent names the version 2099-01-01 of the policy, which has not been published")
                .contains("Controller: undeclared (set by the operator as imagineart)")
                .contains("Remark: this version of the policy was not known")
                .contains("Not known: there is no text of the policy that the consent names.");
    }

    @Test
    void aFailedCheckStandsBeforeEverythingElse() {
        Sample sample = Sample.imagine();
        sample.otherDocument = Optional.of(Sample.immagin().documents.policy());

        assertThat(text(sample))
                .contains("! Do not rely on this record. A check has failed: The policy's text")
                .contains("! The document that is kept is not that of the consent")
                .doesNotContain("Exivar")
                .contains("Result: failed");
    }

    @Test
    void aDocumentThatCannotBeReadIsSaid() {
        Sample sample = Sample.imagine();
        sample.with("\"languages\":[\"en\"]", "\"languages\":[]");

        assertThat(text(sample))
                .contains("! The document that is kept cannot be read.")
                .contains("All 14 checks have passed.");
    }

    @Test
    void aButtonThatStandsTwiceIsNotGuessed() {
        Sample sample = Sample.imagine();
        sample.layer = OptionalInt.empty();

        assertThat(text(sample))
                .contains(
                        "“Accept all” on layer 1 or “Accept all” on layer 2; which of them is not recorded.");
    }

    @Test
    void aWithdrawalIsSaid() {
        Sample sample = Sample.imagine();
        sample.withdrawn = true;

        assertThat(text(sample))
                .contains(
                        "Withdrawn: Marketing since 2026-11-22 10:15:30.123 UTC; Preferences since");
    }

    /** As text without its line breaks, so that no test depends on where a line ends. */
    private static String text(Sample sample) {
        return RecordText.of(RecordInWords.of(sample.build())).replaceAll("\\s+", " ");
    }
}
