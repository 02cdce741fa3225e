package dev.consentledger.reporting.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.policy.Retention;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.timeline.Ends;
import dev.consentledger.reporting.timeline.PersonEntry;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is ordered about one person, in words of the promise. */
class DueProperties {

    private static final int DAYS = 12;
    private static final long END = 100;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final PoliciesInForce NO_POLICIES = new PoliciesInForce(List.of());

    private static final Retention RETENTION =
            new Retention(Period.ofDays(1), Period.ofDays(3), Period.ofDays(5));

    /** A choice, in the order of the ledger, and how many parts of its evidence are left. */
    record Choice(int day, boolean granted, int gone) {}

    @Provide
    Arbitrary<List<Choice>> choices() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, DAYS),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 2))
                .as(Choice::new)
                .list()
                .ofMaxSize(8);
    }

    @Property(tries = 1000, seed = "20261128")
    void whatIsDueIsOrderedUpToTheFirstThatIsNotAndNothingElse(
            @ForAll("choices") List<Choice> choices, @ForAll @IntRange(max = 2 * DAYS) int today) {
        List<Kept> kept = kept(choices);
        Due due = due(today);

        List<Ending> endings = due.of(kept, END, true);

        for (PartName part : PartName.values()) {
            boolean blocked = false;
            for (Kept one : kept) {
                boolean isDue = isDue(part, one, kept, due);
                blocked |= !isDue;
                if (isOrdered(part, one, endings)) {
                    assertThat(blocked).as("%s of %s in %s", part, one, endings).isFalse();
                } else {
                    assertThat(blocked || !one.parts().contains(part))
                            .as("%s of %s is due, and not in %s", part, one, endings)
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = 1000, seed = "20261128")
    void whoeverHasNothingElseIsForgottenAndNobodyElse(
            @ForAll("choices") List<Choice> choices, @ForAll @IntRange(max = 2 * DAYS) int today) {
        List<Kept> kept = kept(choices);
        Due due = due(today);
        boolean over =
                !kept.isEmpty()
                        && kept.stream().allMatch(k -> isDue(PartName.SUBJECT, k, kept, due));

        List<Ending> endings = due.of(kept, END, true);

        assertThat(endings.stream().anyMatch(e -> e.act() == Act.FORGET)).isEqualTo(over);
        if (over) {
            assertThat(endings)
                    .containsExactly(new Ending(Act.FORGET, EnumSet.allOf(PartName.class), END));
        }
        assertThat(due.of(kept, END, false)).noneMatch(e -> e.act() == Act.FORGET);
    }

    @Property(tries = 1000, seed = "20261128")
    void nothingIsOrderedTwice(
            @ForAll("choices") List<Choice> choices, @ForAll @IntRange(max = 2 * DAYS) int today) {
        List<Kept> kept = kept(choices);
        Due due = due(today);
        List<Ending> endings = due.of(kept, END, true);

        List<Kept> left = new ArrayList<>();
        for (Kept one : kept) {
            Set<PartName> parts = EnumSet.noneOf(PartName.class);
            one.parts().stream().filter(p -> !isOrdered(p, one, endings)).forEach(parts::add);
            // Whose subject is gone is not found any more.
            if (parts.contains(PartName.SUBJECT)) {
                left.add(new Kept(one.consent(), parts));
            }
        }

        assertThat(due.of(left, END, true)).isEmpty();
    }

    @Property(tries = 500, seed = "20261128")
    void aGuestLosesWhatIsDueAndThere(
            @ForAll("choices") List<Choice> choices, @ForAll @IntRange(max = 2 * DAYS) int today) {
        Due due = due(today);
        for (Kept guest : kept(choices)) {
            for (PartName part : PartName.values()) {
                assertThat(due.of(guest).contains(part))
                        .isEqualTo(
                                guest.parts().contains(part)
                                        && isDue(part, guest, List.of(guest), due));
            }
        }
    }

    private static Due due(int today) {
        return new Due(RETENTION, NO_POLICIES, START.plus(today, ChronoUnit.DAYS));
    }

    private static boolean isOrdered(PartName part, Kept one, List<Ending> endings) {
        return endings.stream().anyMatch(e -> e.parts().contains(part) && one.index() < e.below());
    }

    private static boolean isDue(PartName part, Kept one, List<Kept> all, Due due) {
        Map<PersonEntry, Instant> ends =
                Ends.of(all.stream().map(Kept::consent).toList(), NO_POLICIES, due.asOf());
        int days =
                switch (part) {
                    case OBSERVED -> 1;
                    case CONTEXT -> 3;
                    case SUBJECT -> 5;
                };
        return ends.containsKey(one.consent())
                && !ends.get(one.consent()).plus(days, ChronoUnit.DAYS).isAfter(due.asOf());
    }

    private static List<Kept> kept(List<Choice> choices) {
        List<Kept> kept = new ArrayList<>();
        for (Choice choice : choices) {
            PersonEntry entry =
                    new PersonEntry(
                            0,
                            kept.size() * 2L,
                            Consents.at(
                                    START.plus(choice.day(), ChronoUnit.DAYS),
                                    "shop.example",
                                    Action.SAVE,
                                    Map.of(
                                            "statistics",
                                            choice.granted()
                                                    ? Consents.granted()
                                                    : Consents.refused())));
            Set<PartName> parts = EnumSet.allOf(PartName.class);
            if (choice.gone() > 0) {
                parts.remove(PartName.OBSERVED);
            }
            if (choice.gone() > 1) {
                parts.remove(PartName.CONTEXT);
            }
            kept.add(new Kept(entry, parts));
        }
        return kept;
    }
}
