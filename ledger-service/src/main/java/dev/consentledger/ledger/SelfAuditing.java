package dev.consentledger.ledger;

import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.audit.AbsenceCheck;
import dev.consentledger.ledger.audit.Pace;
import dev.consentledger.ledger.audit.SelfAudit;
import dev.consentledger.ledger.audit.SelfAuditStatus;
import dev.consentledger.ledger.audit.SelfAuditStatus.Standing;
import dev.consentledger.ledger.audit.ShardRound;
import dev.consentledger.ledger.audit.TopicRecords;
import dev.consentledger.ledger.checkpoint.KeyRing;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.metrics.SelfAuditMetrics;
import dev.consentledger.ledger.store.LedgerDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Puts together what verifies the ledger in the background, and says how that stands. */
final class SelfAuditing {

    private final LedgerConfig config;
    private final LedgerDatabase database;
    private final byte[] ledgerKey;
    private final Shards shards;
    private final SigningStatus signing;
    private final SelfAuditStatus status = new SelfAuditStatus(Clock.systemUTC());

    SelfAuditing(
            LedgerConfig config,
            LedgerDatabase database,
            byte[] ledgerKey,
            Shards shards,
            SigningStatus signing,
            MeterRegistry registry) {
        if (config.selfAuditEntriesPerSecond() < 0 || config.selfAuditPause().isNegative()) {
            throw new CannotStart(
                    "CONSENT_SELF_AUDIT_ENTRIES_PER_SECOND or CONSENT_SELF_AUDIT_PAUSE is negative; 0 entries per second switch the self-audit off.");
        }
        this.config = config;
        this.database = database;
        this.ledgerKey = ledgerKey;
        this.shards = shards;
        this.signing = signing;
        SelfAuditMetrics.register(registry, status, config.shards());
    }

    /**
     * What verifies; absent where it is switched off.
     *
     * @param keys absent where there is no key, and so no signature can be checked
     */
    Optional<SelfAudit> work(Optional<KeyRing> keys) {
        if (isOff()) {
            return Optional.empty();
        }
        return Optional.of(
                new SelfAudit(
                        database.audited(config.epoch()),
                        (stored, shard) ->
                                ShardRound.begin(
                                        stored,
                                        config.epoch(),
                                        shard,
                                        ledgerKey,
                                        (of, note) ->
                                                keys.isEmpty() || keys.get().hasSigned(of, note)),
                        shards,
                        status,
                        signing::halt,
                        new Pace(config.selfAuditEntriesPerSecond(), System::nanoTime),
                        config.selfAuditPause()));
    }

    /**
     * What compares with the records topic what was passed over. It costs little and is never off.
     */
    AbsenceCheck absenceCheck(TopicRecords topic) {
        return new AbsenceCheck(
                database.absences(config.epoch()), topic, shards, status, signing::halt);
    }

    /** Always up: a mismatch stops signatures, and neither appends nor answers. */
    HealthCheckResponse health() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("self-audit").up();
        if (isOff()) {
            answer.withData("off", "CONSENT_SELF_AUDIT_ENTRIES_PER_SECOND is 0");
        }
        status.standings().forEach((shard, at) -> answer.withData("shard " + shard, words(at)));
        status.mismatches()
                .forEach((shard, what) -> answer.withData("mismatch shard " + shard, what));
        return answer.build();
    }

    private static String words(Standing at) {
        String last =
                at.passed()
                        .map(
                                passed ->
                                        "%d entries in order at %s"
                                                .formatted(
                                                        passed.entries(),
                                                        passed.at()
                                                                .truncatedTo(ChronoUnit.SECONDS)))
                        .orElse("not verified as a whole since the start");
        return "%s; now at %d of %d".formatted(last, at.entries(), at.size());
    }

    private boolean isOff() {
        return config.selfAuditEntriesPerSecond() == 0;
    }
}
