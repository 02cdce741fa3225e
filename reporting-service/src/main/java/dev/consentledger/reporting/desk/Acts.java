package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.reporting.desk.LookUp.Asker;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the entries of acts: what was done and when in the entry; by whom, about whom, for which
 * case and what for in the evidence, which can be erased. Thread-safe where the random numbers are.
 */
public final class Acts {

    /** How many entries an order is to become, in the context of each. */
    static final String PERSONS = "persons";

    private static final Json.Obj NOTHING = Json.object().build();

    private final AccessLog log;
    private final Clock clock;
    private final RandomGenerator random;

    public Acts(AccessLog log, Clock clock, RandomGenerator random) {
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /** What an entry says of an act, but for when it was and whom it is about. */
    private record Said(Kind kind, Act act, UUID id, String site, Optional<ErasureReason> reason) {}

    /** Records an access under an id of its own. */
    Uni<Void> record(
            Act act, Case inCase, Asker asker, Optional<String> pseudonym, String matchedBy) {
        Json.Obj context = context(inCase, asker).put("matchedBy", matchedBy).build();
        return record(access(act, newId(), inCase.site()), pseudonym, context);
    }

    /** Records that a case was opened or closed; once, however often it is tried. */
    Uni<Void> record(Act act, Case inCase, Asker asker) {
        Json.Obj context = context(inCase, asker).put("reference", inCase.reference()).build();
        return record(access(act, idOf(act, inCase), inCase.site()), Optional.empty(), context);
    }

    /** Records that a proof was asked for: in a case, by a link, or by the visitor whose it is. */
    Uni<Void> record(Act act, ProofQuestion question, Optional<String> pseudonym) {
        Json.ObjBuilder context =
                question.inCase()
                        .map(inCase -> context(inCase, question.asker()))
                        .orElseGet(() -> context(question.asker()))
                        .put("matchedBy", question.whom().matchedBy());
        question.access().details().forEach(context::put);
        return record(access(act, newId(), question.site().name()), pseudonym, context.build());
    }

    /** Records that a list of persons was asked for. */
    Uni<Void> list(String what, Case inCase, Asker asker) {
        Json.Obj context = context(inCase, asker).put("list", what).build();
        return record(access(Act.EXPORT, newId(), inCase.site()), Optional.empty(), context);
    }

    /** Records that a regulator's link was revoked; once, however often it is tried. */
    public Uni<Void> linkRevoked(UUID link, Case inCase, Asker asker) {
        Json.Obj context = context(inCase, asker).put("link", link.toString()).build();
        return record(access(Act.LINK_REVOKED, link, inCase.site()), Optional.empty(), context);
    }

    /**
     * Records what is done with a pack.
     *
     * @param pseudonym of one whom it is about; empty where it is about a period, or nobody knows
     */
    Uni<Void> pack(
            ProofQuestion.Access access,
            PackOrder pack,
            Case inCase,
            Asker asker,
            Optional<String> pseudonym) {
        Json.ObjBuilder context =
                context(inCase, asker)
                        .put("pack", pack.id().toString())
                        .put("question", pack.question().toJson());
        access.details().forEach(context::put);
        return record(access(access.act(), newId(), inCase.site()), pseudonym, context.build());
    }

    /**
     * Hands an order about one person to the ledger.
     *
     * @param persons whom the whole order is about; each has an entry under the order's id
     */
    Uni<Void> order(Order order, String pseudonym, int persons) {
        Json.Obj context =
                context(order.inCase(), order.asker())
                        .put("matchedBy", order.whom().matchedBy())
                        .put(PERSONS, persons)
                        .build();
        Said said =
                new Said(
                        order.what().kind(),
                        order.what().act(),
                        order.id(),
                        order.inCase().site(),
                        order.what().reason());
        return record(said, Optional.of(pseudonym), context);
    }

    /** Hands a link of a subject and an account to the ledger, or that there is none any more. */
    public Uni<Void> link(Link link, Asker asker) {
        Json.Obj context = context(asker).put("account", link.account()).build();
        Said said = new Said(Kind.LINK, link.act(), link.id(), link.site(), Optional.empty());
        return record(said, Optional.of(link.subject()), context);
    }

    /** A UUID of version 4 (RFC 9562, section 5.4). */
    public UUID newId() {
        long high = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static Said access(Act act, UUID id, String site) {
        return new Said(Kind.ACCESS, act, id, site, Optional.empty());
    }

    private static Json.ObjBuilder context(Case inCase, Asker asker) {
        return context(asker).put("case", inCase.id().toString()).put("for", inCase.kind().term());
    }

    private static Json.ObjBuilder context(Asker asker) {
        return Json.object().put("by", asker.name()).put("role", asker.role());
    }

    private Uni<Void> record(Said said, Optional<String> pseudonym, Json.Obj context) {
        Evidence evidence =
                new Evidence(
                        pseudonym.map(name -> part(Json.object().put("subject", name).build())),
                        part(context),
                        part(NOTHING));
        ActEntry entry =
                new ActEntry(
                        said.kind(),
                        said.id(),
                        said.site(),
                        said.act(),
                        said.reason(),
                        Set.of(),
                        clock.instant(),
                        evidence.commitments());
        return log.record(entry, evidence);
    }

    /** The case's own id for its opening; for its closing, that with one bit turned. */
    private static UUID idOf(Act act, Case inCase) {
        UUID id = inCase.id();
        long turned = act == Act.CASE_CLOSED ? 1 : 0;
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ turned);
    }

    private EvidencePart part(Json.Obj value) {
        return EvidencePart.salted(value, random);
    }
}
