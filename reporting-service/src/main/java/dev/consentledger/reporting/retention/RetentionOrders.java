package dev.consentledger.reporting.retention;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Hands the ends of retention to the ledger. The same order has the same id whoever gives it and
 * whenever, so that the ledger carries it out once. Thread-safe where the random numbers are.
 */
public final class RetentionOrders {

    private static final Json.Obj BY = Json.object().put("by", "retention").build();
    private static final Json.Obj NOTHING = Json.object().build();

    private final AccessLog log;
    private final PersonKeys keys;
    private final Epoch epoch;
    private final Clock clock;
    private final RandomGenerator random;

    public RetentionOrders(
            AccessLog log, PersonKeys keys, Epoch epoch, Clock clock, RandomGenerator random) {
        this.log = log;
        this.keys = keys;
        this.epoch = epoch;
        this.clock = clock;
        this.random = random;
    }

    /**
     * About a person.
     *
     * @param newestHold index of the newest act about a hold that is known: an order that a hold
     *     has blocked is another order once it is lifted
     */
    Uni<Void> order(String site, String pseudonym, Ending ending, long newestHold) {
        UUID id =
                id(
                        site,
                        keys.subject(site, pseudonym).toHex(),
                        ending.act().term(),
                        new TreeSet<>(ending.parts()).toString(),
                        String.valueOf(ending.below()),
                        String.valueOf(newestHold));
        return order(
                id,
                site,
                Optional.of(pseudonym),
                ending.act(),
                ending.parts(),
                Reach.below(ending.below()));
    }

    /** About consents without a subject of one shard; the id is made to belong there. */
    Uni<Void> order(String site, int shard, Set<PartName> parts, List<Long> indexes) {
        UUID id;
        int attempt = 0;
        do {
            id =
                    id(
                            site,
                            String.valueOf(shard),
                            new TreeSet<>(parts).toString(),
                            indexes.toString(),
                            String.valueOf(attempt++));
        } while (Routing.shardOf(keys.guest(site, id), epoch.shards()) != shard);
        return order(id, site, Optional.empty(), Act.ERASE, parts, Reach.at(indexes));
    }

    private UUID id(String... order) {
        return keys.id(String.valueOf(epoch.number()), order);
    }

    private Uni<Void> order(
            UUID id,
            String site,
            Optional<String> pseudonym,
            Act act,
            Set<PartName> parts,
            Reach reach) {
        Evidence evidence =
                new Evidence(
                        pseudonym.map(name -> part(Json.object().put("subject", name).build())),
                        part(BY),
                        part(NOTHING));
        ActEntry entry =
                new ActEntry(
                        Kind.RETENTION,
                        id,
                        site,
                        act,
                        Optional.empty(),
                        parts,
                        reach,
                        clock.instant(),
                        evidence.commitments());
        return log.record(entry, evidence);
    }

    private EvidencePart part(Json.Obj value) {
        return EvidencePart.salted(value, random);
    }
}
