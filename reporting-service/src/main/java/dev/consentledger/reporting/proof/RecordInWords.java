package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record for people: sections of short sentences and tables, in one order. A structure and no
 * layout, so that the PDF, the text file and the bundle say the same.
 *
 * @param subtitle one line of what, where and when
 * @param lead what nobody should miss, before the sections
 * @param madeOf one line of when it was made and from what
 */
public record RecordInWords(
        String title, String subtitle, List<Block> lead, List<Section> sections, String madeOf) {

    /** One section. */
    public record Section(String title, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    private static final String TITLE = "Proof of consent";

    public RecordInWords {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    /** Puts a record in words. */
    public static RecordInWords of(ProofOfConsent proof) {
        ShownTexts texts = ShownTexts.of(proof);
        ConsentEntry consent = proof.consent().entry();
        PeopleSections people = new PeopleSections(proof, texts);
        TextSections shown = new TextSections(proof, texts);
        PurposeSections purposes = new PurposeSections(proof, texts);
        TimeSections times = new TimeSections(proof, texts);
        CheckSections checks = new CheckSections(proof);
        return new RecordInWords(
                TITLE,
                "%s · %s · event %s"
                        .formatted(
                                consent.site(),
                                Words.time(consent.effectiveAt()),
                                consent.eventId()),
                lead(proof),
                List.of(
                        people.controller(),
                        people.person(),
                        shown.told(),
                        shown.choice(),
                        purposes.purposes(),
                        times.times(),
                        times.validityAndWithdrawal(),
                        times.state(),
                        checks.checks(),
                        checks.doesNotProve()),
                madeOf(proof));
    }

    private static List<Block> lead(ProofOfConsent proof) {
        ConsentEntry consent = proof.consent().entry();
        List<Block> lead = new ArrayList<>();
        notAConsent(consent).ifPresent(text -> lead.add(new Block.Warning(text)));
        if (isDemonstration(proof)) {
            lead.add(
                    new Block.Warning(
                            "Demonstration: this policy was constructed to show something. The site has never published it."));
        }
        String did =
                "On %s a visitor of %s %s."
                        .formatted(
                                Words.time(consent.effectiveAt()),
                                consent.site(),
                                Words.action(consent.action()));
        if (outcomes(proof, Outcome.FAILED).isEmpty()) {
            lead.add(new Block.Sentence(did + " " + checked(proof)));
        } else {
            lead.add(new Block.Sentence(did));
            lead.add(new Block.Warning(failed(proof)));
        }
        return lead;
    }

    private static Optional<String> notAConsent(ConsentEntry consent) {
        return switch (consent.action()) {
            case IMPLIED ->
                    Optional.of(
                            "This is not a consent. Going on without a choice is recorded, and grants nothing.");
            case SHOWN, ACKNOWLEDGE, DISMISS ->
                    Optional.of("This is not a consent. Nothing was granted by it.");
            default -> Optional.empty();
        };
    }

    private static boolean isDemonstration(ProofOfConsent proof) {
        return proof.policy().filter(it -> it.published().entry().demonstration()).isPresent()
                || proof.banner().filter(it -> it.published().entry().demonstration()).isPresent();
    }

    private static String failed(ProofOfConsent proof) {
        return "Do not rely on this record. A check has failed: %s."
                .formatted(String.join("; ", outcomes(proof, Outcome.FAILED)));
    }

    /** What the checks say, in one sentence, before anybody reads on. */
    private static String checked(ProofOfConsent proof) {
        int all = proof.checks().size();
        List<String> open = outcomes(proof, Outcome.NOT_ESTABLISHED);
        return open.isEmpty()
                ? "All %d checks have passed.".formatted(all)
                : "%d of %d checks have passed and none has failed. Not established: %s."
                        .formatted(all - open.size(), all, String.join("; ", open));
    }

    /** The titles of the checks with an outcome. */
    private static List<String> outcomes(ProofOfConsent proof, Outcome outcome) {
        return proof.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .map(check -> check.name().title())
                .toList();
    }

    private static String madeOf(ProofOfConsent proof) {
        String ofCase = proof.caseReference().map(it -> " for the case " + it).orElse("");
        return "Made on %s%s from entry %d of the log %s."
                .formatted(
                        Words.time(proof.madeAt()),
                        ofCase,
                        proof.consent().index(),
                        proof.consent().origin());
    }
}
