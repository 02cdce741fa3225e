package dev.consentledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.policy.Change.What;
import dev.consentledger.core.policy.SmallPolicy.Group;
import dev.consentledger.core.policy.SmallPolicy.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is true of the difference of any two policies. */
class PolicyChangeProperties {

    private static final List<String> CATEGORIES = List.of("necessary", "statistics", "marketing");
    private static final List<String> CODES = List.of("*", "EEA", "DE", "US", "US-CA");
    private static final List<String> RULES =
            List.of("opt_in P1Y", "opt_in undeclared", "opt_out P6M", "exempt P1Y");
    private static final List<String> LIFETIMES =
            List.of("session", "up_to P1Y", "fixed P12M", "until_cleared", "varies");
    private static final List<String> PARTIES = List.of("acme", "bolt");

    @Property(tries = 200)
    void aPolicyDoesNotDifferFromItselfAndStillCovers(@ForAll long seed) {
        SmallPolicy policy = random(new SplittableRandom(seed));

        assertThat(PolicyChange.between(policy.named("1"), policy.named("2")).changes()).isEmpty();
        assertThat(new FreshConsent(policy.named("1"), policy.named("2")).proposals())
                .extracting(Proposal::coverage)
                .allMatch(Coverage.STILL_COVERS::equals);
    }

    @Property(tries = 300)
    void seenFromTheOtherSideAllIsTheOtherWayRound(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Policy one = random(random).named("1");
        Policy other = random(random).named("2");

        Set<Change> there = new HashSet<>(PolicyChange.between(one, other).changes());
        Set<Change> back = new HashSet<>();
        PolicyChange.between(other, one).changes().forEach(change -> back.add(reversed(change)));

        assertThat(back).isEqualTo(there);
    }

    @Property(tries = 300)
    void whereNothingDiffersNobodyIsAskedAgain(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Policy one = random(random).named("1");
        Policy other = random(random).named("2");

        for (Proposal proposal : new FreshConsent(one, other).proposals()) {
            if (proposal.coverage() != Coverage.STILL_COVERS) {
                assertThat(PolicyChange.between(one, other).changes()).isNotEmpty();
            }
        }
    }

    @Property(tries = 300)
    void theRuleForOneJurisdictionIsNeverStricterThanForAll(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FreshConsent fresh = new FreshConsent(random(random).named("1"), random(random).named("2"));

        for (Proposal all : fresh.proposals()) {
            for (String code : CODES) {
                assertThat(fresh.proposal(all.category(), code).orElseThrow().coverage())
                        .isLessThanOrEqualTo(all.coverage());
            }
        }
    }

    private static Change reversed(Change change) {
        What what =
                switch (change.what()) {
                    case CATEGORY_ADDED -> What.CATEGORY_REMOVED;
                    case CATEGORY_REMOVED -> What.CATEGORY_ADDED;
                    case ITEM_ADDED -> What.ITEM_REMOVED;
                    case ITEM_REMOVED -> What.ITEM_ADDED;
                    case ITEM_RECIPIENT_ADDED -> What.ITEM_RECIPIENT_REMOVED;
                    case ITEM_RECIPIENT_REMOVED -> What.ITEM_RECIPIENT_ADDED;
                    case RECIPIENT_ADDED -> What.RECIPIENT_REMOVED;
                    case RECIPIENT_REMOVED -> What.RECIPIENT_ADDED;
                    case TEXT_ADDED -> What.TEXT_REMOVED;
                    case TEXT_REMOVED -> What.TEXT_ADDED;
                    case OTHER_ADDED -> What.OTHER_REMOVED;
                    case OTHER_REMOVED -> What.OTHER_ADDED;
                    default -> change.what();
                };
        return new Change(what, change.id(), change.where(), change.after(), change.before());
    }

    private static SmallPolicy random(SplittableRandom random) {
        SmallPolicy policy = SmallPolicy.EMPTY.saying("Text " + random.nextInt(2));
        for (String category : CATEGORIES) {
            if (random.nextInt(4) > 0) {
                policy = policy.with(group(random, category));
            }
        }
        for (int i = 0; i < 5; i++) {
            if (random.nextBoolean()) {
                policy = policy.with(item(random, "item-" + i));
            }
        }
        for (String party : PARTIES) {
            policy = random.nextBoolean() ? policy.withParty(party) : policy;
        }
        return policy;
    }

    private static Group group(SplittableRandom random, String category) {
        Map<String, String> rules = new TreeMap<>();
        rules.put("*", one(random, RULES));
        for (String code : CODES) {
            if (random.nextInt(3) == 0) {
                rules.put(code, one(random, RULES));
            }
        }
        return new Group(category, "Name " + random.nextInt(2), rules);
    }

    private static Item item(SplittableRandom random, String id) {
        Item item =
                Item.cookie(id, one(random, CATEGORIES), "purpose-" + random.nextInt(3))
                        .staying(one(random, LIFETIMES));
        item = random.nextBoolean() ? item : item.storedIn("local_storage");
        return random.nextBoolean() ? item : item.receivedBy(one(random, PARTIES));
    }

    private static String one(SplittableRandom random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
