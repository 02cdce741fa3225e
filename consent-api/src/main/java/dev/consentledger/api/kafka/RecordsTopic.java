package dev.consentledger.api.kafka;

/**
 * The topic that everything goes to which is ever appended.
 *
 * @param epoch that fixes the topic and its number of shards, from 1
 * @param shards the topic's partitions
 */
public record RecordsTopic(int epoch, int shards) {

    /** More shards than a ledger of one database can use. */
    private static final int SHARDS_MAX = 1_024;

    public RecordsTopic {
        if (epoch < 1) {
            throw new IllegalArgumentException("epochs are counted from 1: CONSENT_EPOCH=" + epoch);
        }
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new IllegalArgumentException(
                    "shards are from 1 to " + SHARDS_MAX + ": CONSENT_SHARDS=" + shards);
        }
    }

    public String name() {
        return "consent.records.v1." + epoch;
    }
}
