package dev.consentledger.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitorsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final DemoSite IMAGINE = DemoSite.ALL.get(0);
    private static final DemoSite IMSUPPORTING = DemoSite.ALL.get(1);
    private static final int VISITS = 5_000;

    @Test
    void theSameSeedGivesTheSameVisits() {
        assertThat(visits(7)).isEqualTo(visits(7)).isNotEqualTo(visits(8));
    }

    @Test
    void everySiteAndActionOccursAndRetriesRepeatTheWholeEvent() {
        List<DemoEvent> events = visits(1).stream().flatMap(List::stream).toList();
        assertThat(events.stream().map(DemoEvent::site).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "imagine.art", "imsupporting.com", "immag.in", "pixevety.com");
        assertThat(events.stream().map(DemoEvent::action).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "shown",
                        "accept_all",
                        "reject_all",
                        "save",
                        "withdraw",
                        "dismiss",
                        "implied",
                        "acknowledge");
        Set<DemoEvent> different = new HashSet<>(events);
        Set<Object> ids = events.stream().map(DemoEvent::id).collect(Collectors.toSet());
        assertThat(different).hasSameSizeAs(ids).hasSizeLessThan(events.size());
    }

    @Test
    void whereNoChoiceIsOfferedNobodyConsents() {
        visits(2).stream()
                .flatMap(List::stream)
                .filter(e -> e.site().equals("immag.in") || e.site().equals("pixevety.com"))
                .forEach(
                        e -> {
                            assertThat(e.action()).isIn("shown", "implied", "acknowledge");
                            assertThat(e.decisions()).isEmpty();
                            assertThat(e.subject()).isEmpty();
                        });
    }

    @Test
    void anOwnChoiceDecidesEachCategoryAndAnswersItsNotice() {
        List<DemoEvent> visit = visitors(3).choice(IMAGINE, Behaviour.OWN_CHOICE, NOW);
        assertThat(visit).extracting(DemoEvent::action).containsExactly("shown", "save");
        assertThat(visit.get(1).decisions())
                .containsOnlyKeys("preferences", "statistics", "marketing");
        assertThat(visit.get(1).decisions().values())
                .allMatch(Set.of("granted", "refused")::contains);
        assertThat(visit.get(1).notice()).contains(visit.get(0).id());
        assertThat(visit.get(0).occurredAt()).isBefore(visit.get(1).occurredAt());
    }

    @Test
    void aChangeOfMindComesFromSomebodyWhoChose() {
        Visitors visitors = visitors(4);
        DemoEvent accepted = visitors.choice(IMAGINE, Behaviour.ACCEPT_ALL, NOW).get(1);
        List<DemoEvent> later =
                visitors.choice(IMAGINE, Behaviour.CHANGE_OF_MIND, NOW.plusSeconds(60));
        assertThat(later).hasSize(1);
        assertThat(later.get(0).action()).isEqualTo("withdraw");
        assertThat(later.get(0).subject()).isEqualTo(accepted.subject());
    }

    @Test
    void lateEventsHappenedHoursAgoAndOldPagesOnlyWithdraw() {
        Visitors visitors = visitors(5);
        DemoEvent late = visitors.choice(IMSUPPORTING, Behaviour.LATE, NOW).get(1);
        assertThat(Duration.between(late.occurredAt(), NOW))
                .isBetween(Duration.ofHours(1), Duration.ofHours(20));
        DemoEvent old = visitors.choice(IMSUPPORTING, Behaviour.OLD_PAGE, NOW).get(0);
        assertThat(old.policyVersion()).isEqualTo("2025-06-01");
        assertThat(old.action()).isEqualTo("withdraw");
    }

    @Test
    void sharesOfBehaviourAreAsDeclared() {
        SplittableRandom random = new SplittableRandom(6);
        Map<Behaviour, Long> counts =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> Behaviour.choose(random))
                        .collect(Collectors.groupingBy(b -> b, Collectors.counting()));
        assertThat(counts).containsOnlyKeys(Behaviour.values());
        assertThat(counts.get(Behaviour.ACCEPT_ALL)).isBetween(3_200L, 3_600L);
    }

    @Test
    void theBodyIsTheDocumentedShape() {
        DemoEvent.Page page = new DemoEvent.Page("https://imagine.art/", "en", "DE", "3");
        DemoEvent event =
                new DemoEvent(
                        new java.util.UUID(0x0199f0c27b1e7c3aL, 0x9f523d1f6a1c0b7eL),
                        "imagine.art",
                        java.util.Optional.of("v-8f14e45fceea167a"),
                        "2026-01-12",
                        "save",
                        Map.of("statistics", "refused", "marketing", "granted"),
                        NOW,
                        page,
                        java.util.Optional.empty());
        assertThat(event.json())
                .isEqualTo(
                        "{\"eventId\":\"0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e\",\"site\":\"imagine.art\","
                                + "\"subject\":\"v-8f14e45fceea167a\",\"policyVersion\":\"2026-01-12\",\"action\":\"save\","
                                + "\"decisions\":{\"marketing\":\"granted\",\"statistics\":\"refused\"},"
                                + "\"occurredAt\":\"2026-11-22T10:15:30.123Z\",\"context\":{\"url\":\"https://imagine.art/\","
                                + "\"language\":\"en\",\"jurisdiction\":\"DE\",\"bannerVersion\":\"3\"}}");
    }

    @Test
    void idsAreVersionSevenAndCarryTheTime() {
        java.util.UUID id = TimeOrderedId.at(NOW, new SplittableRandom(1));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    private static List<List<DemoEvent>> visits(long seed) {
        Visitors visitors = visitors(seed);
        return IntStream.range(0, VISITS)
                .mapToObj(i -> visitors.next(NOW.plusMillis(i * 50L)))
                .toList();
    }

    private static Visitors visitors(long seed) {
        return new Visitors(DemoSite.ALL, new SplittableRandom(seed));
    }
}
