package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.ProofBundle;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Two bundles of one ledger: of two visitors of two sites, with every file that there can be. */
final class SampleBundle {

    static final String ORIGIN = "ledger.example/logs/1/0";
    static final Instant SEEN = Instant.parse("2026-11-22T10:20:00Z");

    private static final Instant CHOSEN = Instant.parse("2026-11-22T10:15:30.123Z");

    private final SampleLog log = new SampleLog(ORIGIN, 3);
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String site;
    private final Random random;

    private SampleBundle(String site, long seed) {
        this.site = site;
        this.random = new Random(seed);
    }

    static ProofBundle one() {
        return new SampleBundle("shop.example", 1).make();
    }

    static ProofBundle another() {
        return new SampleBundle("news.example", 2).make();
    }

    /** The log's key and the witness's, with the witness as quorum. */
    static String trust() {
        return trustWithoutQuorum().replace("quorum none", "quorum w");
    }

    static String trustWithoutQuorum() {
        return new SampleLog(ORIGIN, 3).trustLine()
                + "witness w "
                + SampleLog.WITNESS.verifierKey()
                + "\nquorum none\n";
    }

    private ProofBundle make() {
        Published policy = publish(Kind.POLICY, ProofBundle.POLICY, "2026-01-12");
        Published banner = publish(Kind.BANNER, ProofBundle.BANNER, "3");
        others(5);
        Evidence evidence = evidence();
        byte[] consent = EntryCodec.encode(consent(policy, banner, evidence));
        long index = log.append(consent);
        others(2);
        int seenSize = log.size();
        others(6);

        proofs(ProofBundle.POLICY, policy.index(), seenSize);
        proofs(ProofBundle.BANNER, banner.index(), seenSize);
        proofs(ProofBundle.CONSENT, index, seenSize);
        files.put(ProofBundle.CONSENT + ProofBundle.ENTRY, consent);
        part("subject", evidence.subject().orElseThrow());
        part("context", evidence.context());
        part("observed", evidence.observed());
        files.putAll(BundleTools.files());
        files.put("record.txt", ("A visitor of " + site + " chose.\n").getBytes(UTF_8));
        files.put("record.json", ("{\"site\":\"" + site + "\"}").getBytes(UTF_8));
        files.put("keys-found.txt", log.trustLine().getBytes(UTF_8));
        return new ProofBundle(files).withChecksums();
    }

    private record Published(DocumentReference reference, long index) {}

    private Published publish(Kind kind, String folder, String version) {
        byte[] document =
                Json.object()
                        .put("site", site)
                        .put("text", "What “" + site + "” tells its visitors: \\ \"all\".")
                        .put("v", 1)
                        .put("version", version)
                        .build()
                        .canonicalBytes();
        Hash hash = Hash.sha256(document);
        Instant published = Instant.parse("2026-01-12T00:00:00.000Z");
        byte[] entry =
                EntryCodec.encode(
                        new PublicationEntry(
                                kind, site, version, hash, published, published, false));
        files.put(folder + ProofBundle.ENTRY, entry);
        files.put(folder + ProofBundle.DOCUMENT, document);
        long index = log.append(entry);
        return new Published(new DocumentReference(version, Optional.of(hash)), index);
    }

    private ConsentEntry consent(Published policy, Published banner, Evidence evidence) {
        return new ConsentEntry(
                new UUID(0x0199f0c27b1e7c3aL, 0x9f523d1f6a1c0b7eL),
                site,
                Optional.of(policy.reference()),
                Optional.of(banner.reference()),
                Action.SAVE,
                Map.of(
                        "marketing",
                        new CategoryDecision(Decision.REFUSED, Mechanism.OPT_IN, Signal.BANNER),
                        "statistics",
                        new CategoryDecision(Decision.GRANTED, Mechanism.OPT_IN, Signal.BANNER)),
                Optional.of(new UUID(0x0199f0c26a007000L, 0x8000000000000001L)),
                CHOSEN,
                CHOSEN.plusMillis(27),
                Set.of(Flag.CLOCK_AHEAD, Flag.CLOCK_OLD),
                new Jurisdiction("US-CA", JurisdictionSource.CLIENT),
                Optional.of("DE"),
                Optional.of("pt-BR"),
                Optional.of("desktop"),
                OptionalInt.of(1),
                Optional.of("preview_fetcher"),
                evidence.commitments());
    }

    private Evidence evidence() {
        return new Evidence(
                Optional.of(part(Json.object().put("subject", "visitor-" + site))),
                part(Json.object().put("page", "/start").put("tcString", "CP…")),
                part(Json.object().put("userAgent", "Firefox")));
    }

    private EvidencePart part(Json.ObjBuilder value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        random.nextBytes(salt);
        return new EvidencePart(salt, value.build());
    }

    private void part(String name, EvidencePart part) {
        files.put(ProofBundle.EVIDENCE + name + ".part", part.committedBytes());
    }

    private void proofs(String folder, long index, int seenSize) {
        files.put(folder + ProofBundle.NEWEST, log.proof(index, log.size()).toBytes());
        files.put(folder + ProofBundle.COSIGNED, log.cosigned(index, seenSize, SEEN).toBytes());
    }

    private void others(int count) {
        for (int i = 0; i < count; i++) {
            log.append(("another entry, " + random.nextLong()).getBytes(UTF_8));
        }
    }
}
