package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.policy.Banner;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.reporting.proof.CategoryState.Standing;
import dev.consentledger.reporting.proof.PublishedFiles.Documents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One visitor's consent under a delivered policy, in a real log behind its policy and banner, and
 * the record of it. Every part can be made another before it is built. Not thread-safe.
 */
final class Sample {

    static final Instant OCCURRED = Instant.parse("2026-11-22T10:15:28.023Z");
    static final Instant RECEIVED = Instant.parse("2026-11-22T10:15:30.123Z");
    static final Instant SEEN = Instant.parse("2026-11-22T10:15:32Z");
    static final Instant MADE = Instant.parse("2026-11-28T09:00:00.000Z");
    static final UUID EVENT = UUID.fromString("019ab123-4567-7890-8abc-def012345678");
    static final UUID NOTICE = UUID.fromString("019ab123-4567-7890-8abc-def012345677");
    static final String SUBJECT = "visitor-4711-of-the-shop";

    Documents documents;
    Optional<String> language = Optional.of("en");
    Optional<String> subject = Optional.of(SUBJECT);
    OptionalInt layer = OptionalInt.of(1);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    boolean published = true;
    boolean demonstration = false;
    Instant publishedAt = Instant.parse("2026-03-01T00:00:00Z");
    boolean withStrangeKeys = false;
    Optional<DisclosedPart> shownSubject = Optional.empty();
    Optional<DisclosedPart> shownContext = Optional.empty();
    Optional<DisclosedPart> shownObserved = Optional.empty();
    Matching matching = Matching.SUBJECT;
    Optional<byte[]> otherDocument = Optional.empty();
    boolean withdrawn = false;

    private final String site;
    private final String version;
    private final String controller;
    private final Action action;

    Sample(String site, String version, String controller, Action action) {
        this.site = site;
        this.version = version;
        this.controller = controller;
        this.action = action;
        this.documents = PublishedFiles.read(site, version);
    }

    /** Everything accepted, under a policy with four categories. */
    static Sample imagine() {
        return new Sample("imagine.art", "2026-01-12", "imagineart", Action.ACCEPT_ALL);
    }

    /** Went on without a choice, under a policy that takes that as consent. */
    static Sample immagin() {
        return new Sample("immag.in", "2026-02-23", "exivar", Action.IMPLIED);
    }

    /** Everything refused, under a policy that has moved from cookies to local storage. */
    static Sample imsupporting() {
        return new Sample("imsupporting.com", "2026-01-15", "imsupporting", Action.REJECT_ALL);
    }

    /** A notice acknowledged, where there is nothing to choose. */
    static Sample pixevety() {
        return new Sample("pixevety.com", "undated-1", "pixevety", Action.ACKNOWLEDGE);
    }

    /** One realistic consent for each of the four policies. */
    static List<Sample> ofEachPolicy() {
        return List.of(imagine(), immagin(), imsupporting(), pixevety());
    }

    /** A delivered policy with one text put in the place of another, as if published so. */
    Sample with(String text, String instead) {
        documents =
                new Documents(
                        replace(documents.policy(), text, instead),
                        replace(documents.banner(), text, instead));
        return this;
    }

    private static byte[] replace(byte[] document, String text, String instead) {
        return new String(document, UTF_8).replace(text, instead).getBytes(UTF_8);
    }

    String site() {
        return site;
    }

    @Override
    public String toString() {
        return site;
    }

    ProofOfConsent build() {
        try {
            return record();
        } catch (MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    private ProofOfConsent record() throws MalformedJson {
        Policy policy = Policy.read(documents.policy());
        Banner banner = Banner.read(documents.banner());
        Evidence evidence = evidence();
        ConsentEntry consent = consent(policy, banner, evidence);
        SmallLedger ledger = new SmallLedger();
        PublicationEntry policyEntry = publication(Kind.POLICY, policy.sha256(), version);
        PublicationEntry bannerEntry = publication(Kind.BANNER, banner.sha256(), banner.version());
        long policyAt = ledger.append(policyEntry);
        long bannerAt = ledger.append(bannerEntry);
        long consentAt = ledger.append(consent);
        for (int i = 0; i < 300; i++) {
            ledger.append(publication(Kind.POLICY, Hash.sha256(new byte[] {(byte) i}), "v" + i));
        }
        Optional<Publication> shownPolicy =
                Optional.of(
                        new Publication(
                                ledger.proved(policyEntry, policyAt, SEEN.minusSeconds(86_400)),
                                otherDocument.orElse(documents.policy())));
        Optional<Publication> shownBanner =
                Optional.of(
                        new Publication(
                                ledger.proved(bannerEntry, bannerAt, SEEN.minusSeconds(86_400)),
                                documents.banner()));
        return ProofOfConsent.checked(
                MADE,
                Optional.of("DSR-2026-0042"),
                matching,
                ledger.proved(consent, consentAt, SEEN),
                disclosed(evidence),
                shownPolicy.filter(it -> published),
                shownBanner.filter(it -> published),
                new SiteController(site, controller, Optional.of("P3Y")),
                state(consent),
                withStrangeKeys ? TrustFile.of(List.of()) : ledger.keys());
    }

    private ConsentEntry consent(Policy policy, Banner banner, Evidence evidence) {
        DocumentReference unknown = new DocumentReference("2099-01-01", Optional.empty());
        return new ConsentEntry(
                EVENT,
                site,
                Optional.of(published ? policy.reference() : unknown),
                Optional.of(published ? banner.reference() : unknown),
                action,
                decisions(policy),
                Optional.of(NOTICE),
                OCCURRED,
                RECEIVED,
                flags,
                new Jurisdiction("DE", JurisdictionSource.CLIENT),
                Optional.empty(),
                language,
                Optional.of("desktop"),
                layer,
                Optional.empty(),
                evidence.commitments());
    }

    private Map<String, CategoryDecision> decisions(Policy policy) {
        Map<String, CategoryDecision> decisions = new TreeMap<>();
        if (action != Action.ACCEPT_ALL && action != Action.REJECT_ALL) {
            return decisions;
        }
        Decision decision = action == Action.ACCEPT_ALL ? Decision.GRANTED : Decision.REFUSED;
        for (Category category : policy.choices("DE")) {
            decisions.put(
                    category.id(),
                    new CategoryDecision(decision, category.mechanism("DE"), Signal.BANNER));
        }
        return decisions;
    }

    private Evidence evidence() {
        return new Evidence(
                subject.map(it -> part(1, Json.object().put("subject", it).build())),
                part(
                        2,
                        Json.object()
                                .put("url", "https://%s/pricing".formatted(site))
                                .put("jurisdiction", "DE")
                                .put("layer", 1)
                                .build()),
                part(
                        3,
                        Json.object()
                                .put("browser", "Firefox")
                                .put("browserMajorVersion", 140)
                                .put("system", "Linux")
                                .build()));
    }

    static EvidencePart part(int number, Json.Obj value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        Arrays.fill(salt, (byte) number);
        return new EvidencePart(salt, value);
    }

    private DisclosedEvidence disclosed(Evidence evidence) {
        return new DisclosedEvidence(
                shownSubject.orElseGet(
                        () ->
                                evidence.subject()
                                        .<DisclosedPart>map(DisclosedPart.Disclosed::new)
                                        .orElseGet(DisclosedPart.Absent::new)),
                shownContext.orElseGet(() -> new DisclosedPart.Disclosed(evidence.context())),
                shownObserved.orElseGet(() -> new DisclosedPart.Disclosed(evidence.observed())));
    }

    private StateAt state(ConsentEntry consent) {
        if (subject.isEmpty()) {
            return new StateAt.Unknown(
                    MADE,
                    "The visitor had no pseudonym, so that nothing links later events to this one.");
        }
        List<CategoryState> states = new ArrayList<>();
        consent.decisions()
                .forEach(
                        (id, decided) ->
                                states.add(
                                        new CategoryState(
                                                id,
                                                standing(decided.decision()),
                                                Optional.of(RECEIVED),
                                                "This event is the newest that decides about it, and its policy is in force.",
                                                Optional.of(EVENT))));
        return new StateAt.Known(MADE, states);
    }

    private Standing standing(Decision decision) {
        if (withdrawn) {
            return Standing.WITHDRAWN;
        }
        return decision == Decision.GRANTED ? Standing.GRANTED : Standing.REFUSED;
    }

    private PublicationEntry publication(Kind kind, Hash sha256, String name) {
        return new PublicationEntry(
                kind, site, name, sha256, publishedAt, publishedAt, demonstration);
    }
}
