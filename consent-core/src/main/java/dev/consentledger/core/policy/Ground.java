package dev.consentledger.core.policy;

import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.Term;
import java.util.Locale;

/**
 * Why a consent covers a newer version of a policy, or does not.
 *
 * @param about what in the policy, for people
 */
public record Ground(Why why, String about) {

    private static final String PLANET49 =
            "who gets access and for how long has to be told before consent (CJEU C-673/17, 81)";
    private static final String SPECIFIC =
            "consent is given for purposes that were told (GDPR art. 4(11) and 6(1)(a), recital 32)";
    private static final String CHANGED =
            "it may have become another processing (EDPB guidelines 05/2020, 110), which a person has to judge";
    private static final String NOTHING_NEW =
            "nothing is done that the consent was not told of (GDPR art. 4(11))";

    /** The rule: what each kind of change means, and the reason. */
    public enum Why implements Term {
        NEW_CATEGORY(Coverage.ASK_AGAIN, "new category", "nobody has been asked for it"),
        NEW_CHOICE(
                Coverage.ASK_AGAIN,
                "now a choice",
                "whoever was not asked there has not consented"),
        NEW_CONTROLLER(
                Coverage.ASK_AGAIN,
                "new controller",
                "consent is given to somebody who was named (GDPR recital 42)"),
        NEW_PURPOSE(Coverage.ASK_AGAIN, "new purpose", SPECIFIC),
        NEW_RECIPIENT(Coverage.ASK_AGAIN, "new recipient", PLANET49),
        LONGER_LIFETIME(Coverage.ASK_AGAIN, "longer lifetime", PLANET49),
        STRICTER_MECHANISM(
                Coverage.THINK,
                "asked before it is used, and no longer until refused",
                "a consent to less may have been no act of the visitor (GDPR recital 32)"),
        PURPOSE_OF_ANOTHER_KIND(Coverage.THINK, "purpose of another kind", CHANGED),
        LIFETIME_UNKNOWN(Coverage.THINK, "lifetimes that cannot be compared", CHANGED),
        RECIPIENTS_UNKNOWN(Coverage.THINK, "no longer said who receives it", CHANGED),
        RECIPIENT_FOR_MORE(Coverage.THINK, "known recipient for another purpose", CHANGED),
        RECIPIENT_OF_NO_ITEM(Coverage.THINK, "new third party of which no item is said", CHANGED),
        OTHER_TECHNOLOGY(
                Coverage.STILL_COVERS,
                "another technology",
                "the purpose is the same, and consent does not depend on the technology"),
        SHORTER_LIFETIME(Coverage.STILL_COVERS, "shorter lifetime", NOTHING_NEW),
        LESS(Coverage.STILL_COVERS, "no longer there", NOTHING_NEW),
        ASKED_LESS(
                Coverage.STILL_COVERS,
                "asked less strictly",
                "a consent is more than what is now asked for"),
        REWORDED(Coverage.STILL_COVERS, "other words", NOTHING_NEW),
        NOTHING(Coverage.STILL_COVERS, "nothing has changed", NOTHING_NEW);

        private final Coverage coverage;
        private final String words;
        private final String reason;
        private final String term = name().toLowerCase(Locale.ROOT);

        Why(Coverage coverage, String words, String reason) {
            this.coverage = coverage;
            this.words = words;
            this.reason = reason;
        }

        /** What this alone means for a consent. */
        public Coverage coverage() {
            return coverage;
        }

        /** The reason, with its source in law or guidance where it has one. */
        public String reason() {
            return reason;
        }

        @Override
        public String term() {
            return term;
        }
    }

    /** In one line for people. */
    public String words() {
        return about.isEmpty() ? why.words : why.words + ": " + about;
    }
}
