package dev.consentledger.core.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.RandomEntries;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What makes two entries the same event: what the client said, and nothing that was added. */
class SameEventProperties {

    /** What the client says in each component: all of it, unless told otherwise. */
    private static final Map<String, Function<ConsentEntry, Object>> SAID =
            Map.ofEntries(
                    Map.entry("eventId", ConsentEntry::eventId),
                    Map.entry("site", ConsentEntry::site),
                    Map.entry("policy", e -> e.policy().map(DocumentReference::version)),
                    Map.entry("banner", e -> e.banner().map(DocumentReference::version)),
                    Map.entry("action", ConsentEntry::action),
                    Map.entry("decisions", SameEventProperties::decisionsAndSignals),
                    Map.entry("noticeEventId", ConsentEntry::noticeEventId),
                    Map.entry("occurredAt", ConsentEntry::occurredAt),
                    Map.entry("jurisdiction", SameEventProperties::codeOfTheClient),
                    Map.entry("language", ConsentEntry::language),
                    Map.entry("layer", ConsentEntry::layer));

    private static final List<String> ADDED =
            List.of("receivedAt", "flags", "country", "deviceClass", "bot", "commitments");

    /** A new component belongs to the one or to the other; somebody has to say to which. */
    @Example
    void everyComponentIsSaidOrAdded() {
        assertThat(Arrays.stream(ConsentEntry.class.getRecordComponents()))
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(SAID.keySet().stream(), ADDED.stream()).toList());
    }

    @Property
    void aDecisionIsTheSameAtAnotherTimeAndUnderOtherSalts(@ForAll long seed) {
        DecisionEntry first = decision(seed);
        DecisionEntry other = decision(~seed);

        assertThat(with(first, first.coverage(), other).sameEventAs(first)).isTrue();
        assertThat(with(first, Map.of("z_-9", Coverage.ASK_AGAIN, "y", Coverage.ASK_AGAIN), other))
                .matches(changed -> !changed.sameEventAs(first));
        assertThat(other.sameEventAs(first)).isFalse();
    }

    private static DecisionEntry decision(long seed) {
        RandomEntries entries = new RandomEntries(new SplittableRandom(seed));
        return entries.decision(entries.evidenceOfNobody());
    }

    private static DecisionEntry with(
            DecisionEntry entry, Map<String, Coverage> coverage, DecisionEntry added) {
        return new DecisionEntry(
                entry.eventId(),
                entry.site(),
                entry.from(),
                entry.to(),
                coverage,
                added.at(),
                added.commitments());
    }

    @Property
    void whatWasAddedMakesNoOtherEvent(@ForAll long seed) {
        ConsentEntry first = entry(new SplittableRandom(seed));
        ConsentEntry other = entry(new SplittableRandom(~seed));

        ConsentEntry retry = first;
        for (String added : ADDED) {
            retry = taking(added, other, retry);
        }

        assertThat(retry.sameEventAs(first)).isTrue();
        assertThat(retry).isNotEqualTo(first);
    }

    @Property
    void anotherStatementIsAnotherEvent(@ForAll long seed) {
        ConsentEntry first = entry(new SplittableRandom(seed));
        ConsentEntry other = entry(new SplittableRandom(~seed));

        SAID.forEach(
                (component, said) ->
                        assertThat(taking(component, other, first).sameEventAs(first))
                                .as(component)
                                .isEqualTo(said.apply(other).equals(said.apply(first))));
    }

    private static Object decisionsAndSignals(ConsentEntry entry) {
        return entry.decisions().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                made -> made.getValue().decision() + " " + made.getValue().signal(),
                                (a, b) -> a,
                                TreeMap::new));
    }

    private static Object codeOfTheClient(ConsentEntry entry) {
        return entry.jurisdiction().source() == JurisdictionSource.CLIENT
                ? entry.jurisdiction().code()
                : "";
    }

    private static ConsentEntry entry(SplittableRandom random) {
        RandomEntries entries = new RandomEntries(random);
        return entries.consent(entries.evidence());
    }

    /** The second entry with one component of the first. */
    private static ConsentEntry taking(String name, ConsentEntry from, ConsentEntry to) {
        try {
            RecordComponent[] components = ConsentEntry.class.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                ConsentEntry source = components[i].getName().equals(name) ? from : to;
                values[i] = components[i].getAccessor().invoke(source);
            }
            Class<?>[] types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            return ConsentEntry.class.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
