package dev.consentledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.policy.Change.What;
import dev.consentledger.core.policy.SmallPolicy.Group;
import dev.consentledger.core.policy.SmallPolicy.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyChangeTest {

    private static final Item COUNTER = Item.cookie("counter", "statistics", "count");
    private static final SmallPolicy ASKED = SmallPolicy.EMPTY.with(Group.asked("statistics"));
    private static final SmallPolicy FIRST = ASKED.with(COUNTER);

    @Test
    void categoriesAreAddedRemovedAndRenamed() {
        SmallPolicy after =
                SmallPolicy.EMPTY.with(
                        new Group("statistics", "Figures", Map.of("*", "opt_in undeclared")));

        assertThat(changes(ASKED, after))
                .containsExactly(
                        Change.changed(
                                What.CATEGORY_RENAMED, "statistics", "The statistics", "Figures"));
        assertThat(changes(SmallPolicy.EMPTY, ASKED))
                .containsExactly(Change.added(What.CATEGORY_ADDED, "statistics", "The statistics"));
        assertThat(changes(ASKED, SmallPolicy.EMPTY))
                .extracting(Change::what)
                .containsExactly(What.CATEGORY_REMOVED);
    }

    @Test
    void mechanismAndValidityAreComparedWhereTheyApply() {
        SmallPolicy before = asked(Map.of("US", "opt_out P1Y", "*", "opt_in P1Y"));
        SmallPolicy after =
                asked(Map.of("US", "opt_out P1Y", "US-CA", "opt_in P1Y", "*", "opt_in P6M"));

        List<Change> changes = changes(before, after);

        assertThat(changes)
                .extracting(Change::words)
                .containsExactly(
                        "It is asked in another way: statistics, in US-CA, from opt_out to opt_in",
                        "A choice counts for another time: statistics, in others, from P1Y to P6M");
    }

    @Test
    void anotherOrderOrSpellingOfTheSameRulesIsNoChange() {
        SmallPolicy before = asked(Map.of("DE", "opt_in P1Y", "*", "opt_in P1Y"));
        SmallPolicy after = asked(Map.of("*", "opt_in P1Y"));

        assertThat(changes(before, after)).isEmpty();
    }

    @Test
    void itemsAreComparedById() {
        SmallPolicy after =
                ASKED.with(COUNTER.storedIn("local_storage").staying("until_cleared"))
                        .with(Item.cookie("new", "statistics", "other"));

        assertThat(changes(FIRST, after))
                .extracting(Change::what)
                .containsExactly(
                        What.ITEM_TECHNOLOGY_CHANGED, What.ITEM_LIFETIME_CHANGED, What.ITEM_ADDED);
        assertThat(changes(FIRST, after).get(1).words())
                .isEqualTo(
                        "The item stays for another time: counter, from up to P1Y to until cleared");
    }

    @Test
    void itemsMoveServeAndAreReceivedOtherwise() {
        SmallPolicy before = FIRST.with(Group.asked("marketing"));
        SmallPolicy after =
                ASKED.with(COUNTER.in("marketing").servingAs("marketing").receivedBy("acme"))
                        .with(Group.asked("marketing"))
                        .withParty("acme");

        assertThat(changes(before, after))
                .extracting(Change::what)
                .contains(
                        What.ITEM_CATEGORY_CHANGED,
                        What.ITEM_PURPOSE_CHANGED,
                        What.ITEM_RECIPIENT_ADDED,
                        What.RECIPIENT_ADDED);
    }

    @Test
    void textsAreComparedByPlace() {
        assertThat(changes(FIRST, FIRST.saying("We store less.")))
                .containsExactly(
                        Change.changed(
                                What.TEXT_CHANGED,
                                "text/en/summary",
                                "We store.",
                                "We store less."));
    }

    @Test
    void whatIsNewIsToldOnce() {
        assertThat(changes(ASKED, FIRST)).extracting(Change::what).containsExactly(What.ITEM_ADDED);
    }

    @Test
    void aNewNameOfTheVersionAloneIsNoChange() {
        assertThat(PolicyChange.between(FIRST.named("1"), FIRST.named("2")).changes()).isEmpty();
    }

    private static SmallPolicy asked(Map<String, String> rules) {
        return SmallPolicy.EMPTY.with(new Group("statistics", "The statistics", rules));
    }

    private static List<Change> changes(SmallPolicy before, SmallPolicy after) {
        return PolicyChange.between(before.named("1"), after.named("2")).changes();
    }
}
