package dev.consentledger.reporting.pack;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.KeyedHash;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.report.PersonKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A ledger of two shards in memory, with two sites, and what reporting-service knows of it. Shard 0
 * has the publications; the entries of one person are all in one shard.
 */
class SmallLedger implements PackLedger, PackIndex {

    static final String SITE = "shop.example";
    static final String OTHER = "other.example";
    static final int SHARDS = 2;

    final PersonKeys keys = new PersonKeys(new KeyedHash(new byte[32]));
    final Set<Hash> restricted = new HashSet<>();
    private final List<SmallLog> logs =
            List.of(
                    new SmallLog("ledger.example/logs/1/0", 1),
                    new SmallLog("ledger.example/logs/1/1", 2));
    private final Map<Integer, Long> signed = new TreeMap<>();
    private final Map<Integer, Long> witnessed = new TreeMap<>();
    private final Map<Hash, List<Long>> about = new HashMap<>();
    private final Map<Hash, Integer> shardOf = new HashMap<>();
    private final Map<String, List<Long>> publications = new HashMap<>();
    private final Map<String, DocumentReference> policies = new HashMap<>();
    private final Random random = new Random(7);
    private int away;

    /** Publishes a policy, of which all later consents of the site are. */
    void publish(String site, String version) {
        byte[] document =
                "{\"site\":\"%s\",\"version\":\"%s\"}"
                        .formatted(site, version)
                        .getBytes(StandardCharsets.UTF_8);
        Hash hash = Hash.sha256(document);
        Instant at = Consents.minutes(0);
        PublicationEntry entry =
                new PublicationEntry(Kind.POLICY, site, version, hash, at, at, false);
        long index = logs.get(0).append(entry, Optional.empty(), Optional.of(document));
        publications.computeIfAbsent(site, name -> new ArrayList<>()).add(index);
        policies.put(site, new DocumentReference(version, Optional.of(hash)));
    }

    /** Appends a consent; without a pseudonym it is a guest's. Gives its index. */
    long consent(int shard, String site, Optional<String> pseudonym, long minutes) {
        Evidence evidence =
                new Evidence(
                        pseudonym.map(name -> part(Json.object().put("subject", name).build())),
                        part(Json.object().put("page", "/" + random.nextInt()).build()),
                        part(Json.object().build()));
        ConsentEntry entry =
                new ConsentEntry(
                        new UUID(random.nextLong(), random.nextLong()),
                        site,
                        Optional.ofNullable(policies.get(site)),
                        Optional.empty(),
                        Action.ACCEPT_ALL,
                        Map.of("marketing", Consents.granted()),
                        Optional.empty(),
                        Consents.minutes(minutes),
                        Consents.minutes(minutes).plusSeconds(1),
                        Set.of(),
                        new Jurisdiction("DE", JurisdictionSource.CLIENT),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        evidence.commitments());
        long index = logs.get(shard).append(entry, Optional.of(evidence), Optional.empty());
        pseudonym.ifPresent(
                name -> {
                    Hash key = keys.subject(site, name);
                    about.computeIfAbsent(key, whom -> new ArrayList<>()).add(index);
                    shardOf.put(key, shard);
                });
        return index;
    }

    /** Erases a person: the evidence in the ledger, and all that is known here. */
    void erase(String site, String pseudonym) {
        Hash key = keys.subject(site, pseudonym);
        about.remove(key).forEach(logs.get(shardOf.get(key))::erase);
    }

    /** Signs what there is now; later entries are not covered. */
    void sign() {
        for (int shard = 0; shard < SHARDS; shard++) {
            signed.put(shard, logs.get(shard).size());
        }
    }

    /** A witness cosigns what is signed now. */
    void witness() {
        witnessed.putAll(signed);
    }

    /** The next so many questions are not answered. */
    void goAway(int questions) {
        away = questions;
    }

    private void answer() {
        if (away > 0) {
            away--;
            throw new LedgerAway("away");
        }
    }

    private EvidencePart part(Json.Obj value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        random.nextBytes(salt);
        return new EvidencePart(salt, value);
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(int epoch, int shard) {
        answer();
        return Optional.of(logs.get(shard).checkpoint(signed.get(shard)));
    }

    @Override
    public Optional<SignedCheckpoint> cosigned(int epoch, int shard) {
        answer();
        return Optional.ofNullable(witnessed.get(shard)).map(logs.get(shard)::checkpoint);
    }

    @Override
    public List<Held> records(int shard, List<Long> indexes) {
        answer();
        return logs.get(shard).at(indexes);
    }

    @Override
    public byte[] tile(int epoch, int shard, TileCoordinate tile) {
        answer();
        return logs.get(shard).tile(tile, signed.get(shard));
    }

    @Override
    public TrustFile keys() {
        return TrustFile.of(logs.stream().map(SmallLog::key).toList());
    }

    @Override
    public Map<Integer, Long> positions() {
        return Map.of(0, logs.get(0).size(), 1, logs.get(1).size());
    }

    @Override
    public long count(List<Hash> subjects, int shard, long before) {
        return about(subjects, shard, -1, before, Integer.MAX_VALUE).size();
    }

    @Override
    public List<Long> about(List<Hash> subjects, int shard, long after, long before, int max) {
        return subjects.stream()
                .filter(subject -> Integer.valueOf(shard).equals(shardOf.get(subject)))
                .flatMap(subject -> about.getOrDefault(subject, List.of()).stream())
                .filter(index -> index > after && index < before)
                .sorted()
                .limit(max)
                .toList();
    }

    @Override
    public List<Long> publications(String site, int shard, long before) {
        return shard == 0 ? publications.getOrDefault(site, List.of()) : List.of();
    }

    @Override
    public Set<Hash> restricted(Collection<Hash> subjects) {
        Set<Hash> found = new HashSet<>(subjects);
        found.retainAll(restricted);
        return found;
    }
}
