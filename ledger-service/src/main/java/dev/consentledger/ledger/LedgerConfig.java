package dev.consentledger.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set; the defaults stand in application.properties. */
@ConfigMapping(prefix = "consent")
public interface LedgerConfig {

    int epoch();

    /** Shards of the epoch: as many as its records topic has partitions. */
    int shards();

    @WithName("topics.replication")
    short topicsReplication();

    @WithName("consumer.threads")
    int consumerThreads();

    @WithName("consumer.batch-records")
    int batchRecords();

    /** The file with the secret that keys the hashes of unreadable records. */
    @WithName("ledger-key.file")
    Optional<Path> ledgerKeyFile();

    /** Whether anybody may read the entries of a log. */
    @WithName("entries.open")
    boolean entriesOpen();

    /** The file with the token of those who may read the entries anyway. */
    @WithName("auditor-token.file")
    Optional<Path> auditorTokenFile();

    /** The file with the token that reporting-service shows to read evidence. */
    @WithName("desk-token.file")
    Optional<Path> deskTokenFile();

    /** The file with the verifier keys of those whose statements count. */
    @WithName("operators.file")
    Optional<Path> operatorsFile();

    /** The URL below which the logs are served, without scheme: the first part of each origin. */
    @WithName("ledger.name")
    String ledgerName();

    /** The file with the private key that signs the checkpoints. */
    @WithName("log-key.file")
    Optional<Path> logKeyFile();

    /** The file with the key that is to follow it: while it is there, both sign. */
    @WithName("log-key.next-file")
    Optional<Path> logKeyNextFile();

    /** The file with the witnesses that are asked to cosign. */
    @WithName("witnesses.file")
    Optional<Path> witnessesFile();

    /** How often they are asked. */
    @WithName("witnesses.period")
    Duration witnessesPeriod();

    /** How fast the ledger verifies itself in the background; 0 where it does not. */
    @WithName("self-audit.entries-per-second")
    int selfAuditEntriesPerSecond();

    /** Between two verifications of the whole. */
    @WithName("self-audit.pause")
    Duration selfAuditPause();
}
