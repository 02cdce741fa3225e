package dev.consentledger.ledger.append;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardsTest {

    private final Shards shards = new Shards();

    @Test
    void haltAtAGapEndsOnceItIsCrossed() {
        shards.haltAtGap(1, "records are gone");
        assertThat(shards.isHalted(1)).isTrue();
        assertThat(shards.isHaltedForGood(1)).isFalse();

        shards.resume(1);

        assertThat(shards.halted()).isEmpty();
    }

    @Test
    void haltForGoodIsNotEndedByCrossingAGap() {
        shards.haltAtGap(1, "records are gone");
        shards.halt(1, "two histories");
        shards.haltAtGap(1, "more records are gone");

        shards.resume(1);

        assertThat(shards.isHaltedForGood(1)).isTrue();
        assertThat(shards.halted()).containsEntry(1, "two histories");
    }
}
