package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.desk.LedgerProofs.Under;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.Unavailable.Need;
import dev.consentledger.reporting.proof.Matching;
import dev.consentledger.reporting.proof.ProofOfConsent;
import dev.consentledger.reporting.proof.Publication;
import dev.consentledger.reporting.proof.SiteController;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the proof of one consent out of what the ledger has. That it was made is recorded in the
 * ledger before it is handed out, like a look-up. Thread-safe.
 */
public final class ProofDesk {

    /** More than one consent with an id says that it does not tell whose it is. */
    private static final int PLACES_MAX = 2;

    private final PersonIndex index;
    private final LookUps lookUps;
    private final LedgerRecords ledger;
    private final LedgerProofs proofs;
    private final Documents documents;
    private final Acts acts;
    private final Clock clock;

    public ProofDesk(
            PersonIndex index,
            LookUps lookUps,
            LedgerRecords ledger,
            LedgerProofs proofs,
            Documents documents,
            Acts acts,
            Clock clock) {
        this.index = index;
        this.lookUps = lookUps;
        this.ledger = ledger;
        this.proofs = proofs;
        this.documents = documents;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * The proof, or nothing where there is no such consent.
     *
     * @return fails with {@link Unavailable}, {@link SeveralPersons} or {@link Restricted}; any
     *     other failure means that the database is away
     */
    public Uni<Optional<ProofOfConsent>> prove(ProofQuestion question) {
        return index.consents(question.site().name(), question.whom(), PLACES_MAX)
                .chain(places -> record(question, places))
                .chain(found -> prove(question, found));
    }

    private Uni<Optional<LedgerRecord>> record(ProofQuestion question, List<Place> places) {
        if (places.size() > 1) {
            return Uni.createFrom().failure(new SeveralPersons());
        }
        return places.isEmpty() && question.whom() instanceof Whom.Event event
                ? forgotten(event, question.site().name())
                : ledger.at(places).map(records -> records.stream().findFirst());
    }

    /**
     * An entry whose person was erased, and so is in no index any more. One with evidence is of a
     * person who is not in the index yet.
     */
    private Uni<Optional<LedgerRecord>> forgotten(Whom.Event event, String site) {
        return proofs.proof(event.id(), Optional.empty(), Under.NEWEST)
                .chain(
                        found ->
                                ledger.at(
                                        found.stream()
                                                .map(proof -> Place.of(proof.proof()))
                                                .toList()))
                .map(
                        records ->
                                records.stream()
                                        .filter(record -> record.entry().site().equals(site))
                                        .filter(record -> record.evidence().isEmpty())
                                        .findFirst());
    }

    private Uni<Optional<ProofOfConsent>> prove(
            ProofQuestion question, Optional<LedgerRecord> found) {
        if (found.isEmpty() || !(found.get().entry() instanceof ConsentEntry consent)) {
            return acts.record(Act.NO_RECORD, question, Optional.empty())
                    .replaceWith(Optional.empty());
        }
        return prove(question, found.get(), consent)
                .call(() -> acts.record(question.access().act(), question, found.get().subject()))
                .map(Optional::of);
    }

    /** One answer of the database after the other: a session of it is for one at a time. */
    private Uni<ProofOfConsent> prove(
            ProofQuestion question, LedgerRecord record, ConsentEntry consent) {
        return Uni.combine()
                .all()
                .unis(
                        document(question, Kind.POLICY, consent.policy()),
                        document(question, Kind.BANNER, consent.banner()),
                        person(question, record))
                .usingConcurrencyOf(1)
                .withUni((policy, banner, person) -> parts(record, consent, policy, banner, person))
                .map(parts -> proof(question, parts));
    }

    private Uni<Parts> parts(
            LedgerRecord record,
            ConsentEntry consent,
            Optional<Document> policy,
            Optional<Document> banner,
            Optional<Person> person) {
        return Uni.combine()
                .all()
                .unis(
                        Proofs.find(proofs, consent.eventId(), Optional.of(record.place())),
                        publication(policy),
                        publication(banner),
                        proofs.keys())
                .with(
                        (of, proved, shown, keys) ->
                                new Parts(record, consent, of, proved, shown, person, keys));
    }

    /** What is known of a consent. */
    private record Parts(
            LedgerRecord record,
            ConsentEntry consent,
            Optional<Proofs> proofs,
            Optional<Publication> policy,
            Optional<Publication> banner,
            Optional<Person> person,
            TrustFile keys) {}

    private ProofOfConsent proof(ProofQuestion question, Parts parts) {
        if (!question.allowed() && parts.person().filter(Person::restricted).isPresent()) {
            throw new Restricted();
        }
        Proofs found =
                parts.proofs()
                        .orElseThrow(
                                () -> new Unavailable(Need.CHECKPOINT, "no proof of the entry"));
        return ProofOfConsent.checked(
                clock.instant(),
                question.inCase().map(Case::reference),
                question.whom() instanceof Whom.Receipt ? Matching.RECEIPT_CODE : Matching.EVENT_ID,
                found.of(parts.consent()),
                Disclosure.of(parts.record(), question.withheld()),
                parts.policy(),
                parts.banner(),
                new SiteController(
                        question.site().name(),
                        question.site().controller(),
                        question.site().retention().map(r -> r.subject().toString())),
                parts.person()
                        .map(person -> PersonStates.of(person, question.asOf()))
                        .orElseGet(() -> PersonStates.unknown(parts.record(), question.asOf())),
                parts.keys());
    }

    /** The person, while it is known who it is. */
    private Uni<Optional<Person>> person(ProofQuestion question, LedgerRecord record) {
        return record.subject()
                .map(
                        pseudonym ->
                                lookUps.person(question.site().name(), pseudonym, question.asOf()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** What was published, and the id of the entry that says so. */
    private record Document(UUID entryId, byte[] bytes) {}

    private Uni<Optional<Document>> document(
            ProofQuestion question, Kind kind, Optional<DocumentReference> named) {
        if (named.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String site = question.site().name();
        String version = named.get().version();
        return documents
                .document(site, kind, version)
                .map(
                        found ->
                                found.map(
                                        bytes ->
                                                new Document(
                                                        PublicationEntry.idOf(kind, site, version),
                                                        bytes)));
    }

    private Uni<Optional<Publication>> publication(Optional<Document> document) {
        return document.map(
                        known ->
                                Proofs.find(proofs, known.entryId(), Optional.empty())
                                        .map(found -> publication(known.bytes(), found)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<Publication> publication(byte[] document, Optional<Proofs> found) {
        return found.isPresent()
                        && EntryCodec.decode(found.get().newest().entry())
                                instanceof Decoding.Readable readable
                        && readable.entry() instanceof PublicationEntry entry
                ? Optional.of(new Publication(found.get().of(entry), document))
                : Optional.empty();
    }
}
