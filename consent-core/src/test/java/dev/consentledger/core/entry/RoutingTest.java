package dev.consentledger.core.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.merkle.Hash;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static final UUID ID = UUID.fromString("0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e");

    @Test
    void allEventsOfASubjectShareAKey() {
        Hash first = Routing.subjectKey("a", Optional.of("v-1"), ID);

        assertThat(Routing.subjectKey("a", Optional.of("v-1"), new UUID(1, 2))).isEqualTo(first);
        assertThat(Routing.subjectKey("b", Optional.of("v-1"), ID)).isNotEqualTo(first);
        assertThat(Routing.subjectKey("a", Optional.of("v-2"), ID)).isNotEqualTo(first);
    }

    @Test
    void anEventWithoutASubjectHasAKeyOfItsOwn() {
        assertThat(Routing.subjectKey("a", Optional.empty(), ID))
                .isNotEqualTo(Routing.subjectKey("a", Optional.empty(), new UUID(1, 2)))
                .isNotEqualTo(Routing.siteKey("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16})
    void subjectsSpreadEvenlyOverTheShards(int shards) {
        int subjects = 20_000;
        int[] counts = new int[shards];
        for (int i = 0; i < subjects; i++) {
            Hash key = Routing.subjectKey("imagine.art", Optional.of("v-" + i), ID);
            counts[Routing.shardOf(key, shards)]++;
        }

        double even = (double) subjects / shards;
        for (int count : counts) {
            assertThat((double) count).isBetween(even * 0.85, even * 1.15);
        }
    }

    @Test
    void eventsWithoutASubjectSpreadEvenlyToo() {
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            counts[Routing.shardOf(Routing.subjectKey("immag.in", Optional.empty(), id), 4)]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(4_500, 5_500);
        }
    }

    @Property
    void aShardIsOneOfThem(
            @ForAll @Size(Hash.LENGTH) byte[] key, @ForAll @IntRange(min = 1) int shards) {
        assertThat(Routing.shardOf(Hash.of(key), shards)).isBetween(0, shards - 1);
    }

    @Test
    void aKeyCountsAsAnUnsignedNumber() {
        Hash all = Hash.parse("f".repeat(64));

        // 2^64 - 1 is 5 modulo 10; as a signed number it would be -1.
        assertThat(Routing.shardOf(all, 10)).isEqualTo(5);
    }

    @Test
    void anIdIsThatOfSiteAndSubjectAndEvent() {
        Set<EntryId> ids = new HashSet<>();
        for (String site : new String[] {"a", "b"}) {
            for (String subject : new String[] {"v-1", "v-2"}) {
                ids.add(EntryId.of(site, Optional.of(subject), ID));
            }
            ids.add(EntryId.of(site, Optional.empty(), ID));
            ids.add(EntryId.of(site, Optional.empty(), new UUID(1, 2)));
        }

        assertThat(ids).hasSize(8);
        assertThat(EntryId.of("a", Optional.of("v-1"), ID)).isIn(ids);
    }
}
