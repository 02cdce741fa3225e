package dev.consentledger.ledger.append;

import dev.consentledger.core.log.LedgerRecord;
import java.util.List;

/**
 * Records of one shard that were read in one go, in offset order.
 *
 * @param fromOffset the offset from which on these are all records that there are
 */
public record ShardRecords(int shard, long fromOffset, List<LedgerRecord> records) {}
