package dev.consentledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.policy.Ground.Why;
import dev.consentledger.core.policy.SmallPolicy.Group;
import dev.consentledger.core.policy.SmallPolicy.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshConsentTest {

    private static final Group STATISTICS = Group.asked("statistics");
    private static final Item COUNTER = Item.cookie("counter", "statistics", "count");
    private static final SmallPolicy ASKED = SmallPolicy.EMPTY.with(STATISTICS);
    private static final SmallPolicy FIRST = ASKED.with(COUNTER);

    @Test
    void nothingChangedStillCovers() {
        assertProposed(FIRST, Coverage.STILL_COVERS, Why.NOTHING);
    }

    @Test
    void newPurposeAsksAgain() {
        SmallPolicy next = FIRST.with(Item.cookie("profile", "statistics", "profile"));

        assertProposed(next, Coverage.ASK_AGAIN, Why.NEW_PURPOSE);
        assertThat(proposal(next).words()).isEqualTo("new purpose: profile (For profile)");
    }

    @Test
    void purposeOfAnotherCategoryIsNewInThisOne() {
        SmallPolicy before =
                FIRST.with(Group.asked("marketing"))
                        .with(Item.cookie("profile", "marketing", "profile"));
        SmallPolicy after =
                FIRST.with(Group.asked("marketing"))
                        .with(Item.cookie("profile", "statistics", "profile"));

        assertThat(proposal(before, after).coverage()).isEqualTo(Coverage.ASK_AGAIN);
    }

    @Test
    void otherTechnologyAloneStillCovers() {
        assertProposed(
                ASKED.with(COUNTER.storedIn("local_storage")),
                Coverage.STILL_COVERS,
                Why.OTHER_TECHNOLOGY);
    }

    @Test
    void anotherItemOfTheSamePurposeStillCovers() {
        assertProposed(
                FIRST.with(
                        Item.cookie("counter-local", "statistics", "count")
                                .storedIn("local_storage")),
                Coverage.STILL_COVERS,
                Why.OTHER_TECHNOLOGY);
    }

    @ParameterizedTest
    @CsvSource({
        "up_to P1Y, up_to P13M, LONGER_LIFETIME",
        "up_to P1Y, until_cleared, LONGER_LIFETIME",
        "up_to P1Y, persistent, LONGER_LIFETIME",
        "session, fixed PT1H, LONGER_LIFETIME",
        "tab, session, LONGER_LIFETIME",
        "up_to P1Y, fixed P12M, REWORDED",
        "until_cleared, persistent, REWORDED",
        "up_to P1Y, up_to P6M, SHORTER_LIFETIME",
        "until_cleared, session, SHORTER_LIFETIME",
        "up_to P1Y, undeclared, LIFETIME_UNKNOWN",
        "varies, up_to P1Y, LIFETIME_UNKNOWN"
    })
    void lifetimesCount(String before, String after, Why why) {
        Proposal proposal =
                proposal(ASKED.with(COUNTER.staying(before)), ASKED.with(COUNTER.staying(after)));

        assertThat(proposal.grounds()).extracting(Ground::why).containsExactly(why);
    }

    @Test
    void newRecipientAsksAgain() {
        SmallPolicy next = ASKED.with(COUNTER.receivedBy("acme")).withParty("acme");

        assertProposed(next, Coverage.ASK_AGAIN, Why.NEW_RECIPIENT);
        assertThat(proposal(next).words()).isEqualTo("new recipient: The acme");
    }

    @Test
    void knownRecipientForAnotherPurposeIsForAPersonToJudge() {
        Item other = Item.cookie("profile", "statistics", "profile");
        SmallPolicy before = ASKED.with(COUNTER.receivedBy("acme")).with(other);
        SmallPolicy after = ASKED.with(COUNTER.receivedBy("acme")).with(other.receivedBy("acme"));

        assertThat(proposal(before, after).grounds())
                .extracting(Ground::why)
                .containsExactly(Why.RECIPIENT_FOR_MORE);
    }

    @Test
    void thirdPartyOfNoItemIsForAPersonToJudge() {
        assertProposed(FIRST.withParty("acme"), Coverage.THINK, Why.RECIPIENT_OF_NO_ITEM);
    }

    @Test
    void newControllerAsksAgain() {
        assertProposed(FIRST.by("another"), Coverage.ASK_AGAIN, Why.NEW_CONTROLLER);
    }

    @Test
    void purposeOfAnotherKindIsForAPersonToJudge() {
        assertProposed(
                ASKED.with(COUNTER.servingAs("marketing")),
                Coverage.THINK,
                Why.PURPOSE_OF_ANOTHER_KIND);
    }

    @Test
    void newCategoryAsksAgainAndOneWithoutAChoiceIsNotProposedOn() {
        SmallPolicy next =
                FIRST.with(Group.asked("marketing"))
                        .with(new Group("necessary", "Necessary", Map.of("*", "exempt P1Y")));

        assertThat(new FreshConsent(FIRST.named("1"), next.named("2")).proposals())
                .extracting(Proposal::category, Proposal::coverage)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("statistics", Coverage.STILL_COVERS),
                        org.assertj.core.groups.Tuple.tuple("marketing", Coverage.ASK_AGAIN));
    }

    @Test
    void stricterMechanismIsForAPersonToJudgeWhereItIsStricter() {
        SmallPolicy before = asked(Map.of("US-CA", "opt_out P1Y", "*", "opt_in P1Y"));
        SmallPolicy after = asked(Map.of("*", "opt_in P1Y"));
        FreshConsent fresh = new FreshConsent(before.named("1"), after.named("2"));

        assertThat(fresh.proposals().get(0).grounds())
                .containsExactly(new Ground(Why.STRICTER_MECHANISM, "US-CA"));
        assertThat(fresh.proposal("statistics", "US-CA").orElseThrow().coverage())
                .isEqualTo(Coverage.THINK);
        assertThat(fresh.proposal("statistics", "DE").orElseThrow().coverage())
                .isEqualTo(Coverage.STILL_COVERS);
    }

    @Test
    void whereNobodyWasAskedBeforeEverybodyIsAsked() {
        SmallPolicy before = asked(Map.of("*", "exempt P1Y"));
        SmallPolicy after = asked(Map.of("EEA", "opt_in P1Y", "*", "exempt P1Y"));

        assertThat(proposal(before, after).grounds())
                .containsExactly(new Ground(Why.NEW_CHOICE, "EEA"));
    }

    @Test
    void lessStrictMechanismStillCovers() {
        SmallPolicy before = asked(Map.of("*", "opt_in P1Y"));
        SmallPolicy after = asked(Map.of("*", "opt_out P1Y"));

        assertThat(proposal(before, after).coverage()).isEqualTo(Coverage.STILL_COVERS);
    }

    @Test
    void theStrictestGroundDecides() {
        SmallPolicy next =
                ASKED.with(COUNTER.storedIn("local_storage").servingAs("marketing"))
                        .with(Item.cookie("profile", "statistics", "profile"));

        assertThat(proposal(next).coverage()).isEqualTo(Coverage.ASK_AGAIN);
        assertThat(proposal(next).grounds())
                .extracting(Ground::why)
                .containsExactly(
                        Why.NEW_PURPOSE, Why.PURPOSE_OF_ANOTHER_KIND, Why.OTHER_TECHNOLOGY);
    }

    @Test
    void everyGroundSaysItsReason() {
        assertThat(Why.values()).extracting(Why::reason).noneMatch(String::isBlank);
    }

    private static SmallPolicy asked(Map<String, String> rules) {
        return SmallPolicy.EMPTY.with(new Group("statistics", "The statistics", rules));
    }

    private static void assertProposed(SmallPolicy next, Coverage coverage, Why why) {
        assertThat(proposal(next).coverage()).isEqualTo(coverage);
        assertThat(proposal(next).grounds()).extracting(Ground::why).containsExactly(why);
    }

    private static Proposal proposal(SmallPolicy next) {
        return proposal(FIRST, next);
    }

    private static Proposal proposal(SmallPolicy before, SmallPolicy after) {
        return new FreshConsent(before.named("1"), after.named("2")).proposals().get(0);
    }
}
