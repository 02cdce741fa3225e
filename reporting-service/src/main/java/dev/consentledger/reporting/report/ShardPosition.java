package dev.consentledger.reporting.report;

/**
 * Up to which entry of a shard a report counts: all with a lower index than the next.
 *
 * @param root of the tree of exactly these entries (RFC 6962, section 2.1), as they were projected,
 *     in hexadecimal digits
 */
public record ShardPosition(int epoch, int shard, long nextIndex, String root) {}
