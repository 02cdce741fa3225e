package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.desk.LookUp.Asker;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the entries of kind {@code access}: what was done and when in the entry; by whom, about
 * whom, for which case and what for in the evidence, which can be erased. Thread-safe where the
 * random numbers are.
 */
public final class AccessActs {

    private static final Json.Obj NOTHING = Json.object().build();

    private final AccessLog log;
    private final Clock clock;
    private final RandomGenerator random;

    public AccessActs(AccessLog log, Clock clock, RandomGenerator random) {
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /** Records an act under an id of its own. */
    Uni<Void> record(
            Act act, Case inCase, Asker asker, Optional<String> pseudonym, String matchedBy) {
        Json.Obj context = context(inCase, asker).put("matchedBy", matchedBy).build();
        return record(act, randomId(), inCase.site(), pseudonym, context);
    }

    /** Records that a case was opened or closed; once, however often it is tried. */
    Uni<Void> record(Act act, Case inCase, Asker asker) {
        Json.Obj context = context(inCase, asker).put("reference", inCase.reference()).build();
        return record(act, idOf(act, inCase), inCase.site(), Optional.empty(), context);
    }

    /** Records that a proof was asked for, in a case or by the visitor whose it is. */
    Uni<Void> record(Act act, ProofQuestion question, Optional<String> pseudonym) {
        String matchedBy = question.whom().matchedBy();
        if (question.inCase().isPresent()) {
            return record(act, question.inCase().get(), question.asker(), pseudonym, matchedBy);
        }
        Json.Obj context =
                Json.object()
                        .put("by", question.asker().name())
                        .put("role", question.asker().role())
                        .put("matchedBy", matchedBy)
                        .build();
        return record(act, randomId(), question.site().name(), pseudonym, context);
    }

    private static Json.ObjBuilder context(Case inCase, Asker asker) {
        return Json.object()
                .put("by", asker.name())
                .put("role", asker.role())
                .put("case", inCase.id().toString())
                .put("for", inCase.kind().term());
    }

    private Uni<Void> record(
            Act act, UUID id, String site, Optional<String> pseudonym, Json.Obj context) {
        Evidence evidence =
                new Evidence(
                        pseudonym.map(name -> part(Json.object().put("subject", name).build())),
                        part(context),
                        part(NOTHING));
        ActEntry entry =
                new ActEntry(
                        Kind.ACCESS,
                        id,
                        site,
                        act,
                        Optional.empty(),
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

    /** A UUID of version 4 (RFC 9562, section 5.4). */
    private UUID randomId() {
        long high = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private EvidencePart part(Json.Obj value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        random.nextBytes(salt);
        return new EvidencePart(salt, value);
    }
}
