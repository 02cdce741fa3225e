package dev.consentledger.reporting.report;

/** Up to which entry of a shard a report counts: all with a lower index than the next. */
public record ShardPosition(int epoch, int shard, long nextIndex) {}
