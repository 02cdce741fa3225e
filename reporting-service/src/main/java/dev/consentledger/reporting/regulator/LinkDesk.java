package dev.consentledger.reporting.regulator;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.ProofDesk;
import dev.consentledger.reporting.desk.ProofQuestion;
import dev.consentledger.reporting.desk.ProofQuestion.Access;
import dev.consentledger.reporting.desk.Whom;
import dev.consentledger.reporting.proof.ProofOfConsent;
import dev.consentledger.reporting.regulator.LinkEnded.Why;
import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Issues links, revokes them, and hands out what they are for. Issuing and each use go through
 * {@link ProofDesk} as an officer's question does, and are recorded in the ledger before anything
 * is answered: a link shows what the officer would see at that moment, and never more. Thread-safe
 * where the random numbers are.
 */
public final class LinkDesk {

    /** The role of whoever has a link; nobody knows who that is. */
    private static final String ROLE = "link";

    private final RegulatorLinks links;
    private final Cases cases;
    private final ProofDesk desk;
    private final Sites sites;
    private final Acts acts;
    private final Clock clock;
    private final RandomGenerator random;

    public LinkDesk(
            RegulatorLinks links,
            Cases cases,
            ProofDesk desk,
            Sites sites,
            Acts acts,
            Clock clock,
            RandomGenerator random) {
        this.links = links;
        this.cases = cases;
        this.desk = desk;
        this.sites = sites;
        this.acts = acts;
        this.clock = clock;
        this.random = random;
    }

    /** What is handed out for a link. */
    public record Opened(RegulatorLink link, ProofOfConsent proof) {}

    /**
     * Issues a link for a record that can be proved now, and gives its code, which nobody can be
     * given a second time.
     *
     * @return empty where there is no such record; fails as {@link ProofDesk#prove} does
     */
    public Uni<Optional<LinkCode>> issue(RegulatorLink wanted, Case inCase, Asker asker) {
        Access issued =
                new Access(
                        Act.LINK_ISSUED,
                        Map.of(
                                "link",
                                wanted.id().toString(),
                                "recipient",
                                wanted.recipient(),
                                "validUntil",
                                Timestamps.format(wanted.validUntil())));
        return prove(wanted, inCase, asker, issued)
                .chain(
                        proof ->
                                proof.isPresent()
                                        ? keep(wanted)
                                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<LinkCode>> keep(RegulatorLink wanted) {
        LinkCode code = LinkCode.random(random);
        return links.keep(wanted, code.hash()).replaceWith(Optional.of(code));
    }

    /**
     * What a link is for.
     *
     * @param what is handed out, in one word, for the record of the use
     * @return empty where no link has the code, or its record is not known here any more; fails
     *     with {@link LinkEnded}, and as {@link ProofDesk#prove} does
     */
    public Uni<Optional<Opened>> open(LinkCode code, String what) {
        return links.withCode(code.hash())
                .chain(
                        found ->
                                found.isPresent()
                                        ? open(found.get(), what)
                                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Opened>> open(RegulatorLink link, String what) {
        Access used = new Access(Act.LINK_USED, Map.of("link", link.id().toString(), "what", what));
        return cases.find(link.inCase())
                .map(found -> stillOpen(link, found.orElseThrow()))
                .chain(inCase -> prove(link, inCase, new Asker(link.recipient(), ROLE), used))
                .call(proof -> proof.isPresent() ? count(link) : Uni.createFrom().voidItem())
                .map(proof -> opened(link, proof));
    }

    private static Optional<Opened> opened(RegulatorLink link, Optional<ProofOfConsent> proof) {
        return proof.map(it -> new Opened(link, it));
    }

    private Case stillOpen(RegulatorLink link, Case inCase) {
        link.ended(inCase, clock.instant())
                .ifPresent(
                        why -> {
                            throw new LinkEnded(why);
                        });
        return inCase;
    }

    /** Last of all, so that a link that was revoked in the meantime opens nothing. */
    private Uni<Void> count(RegulatorLink link) {
        Instant now = clock.instant();
        return links.countUse(link.id(), now)
                .invoke(
                        counted -> {
                            if (!counted) {
                                throw new LinkEnded(
                                        now.isBefore(link.validUntil())
                                                ? Why.REVOKED
                                                : Why.EXPIRED);
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<Optional<ProofOfConsent>> prove(
            RegulatorLink link, Case inCase, Asker asker, Access access) {
        if (!(link.scope() instanceof LinkScope.OneRecord record)) {
            throw new IllegalStateException("a scope of a newer version");
        }
        Optional<Site> site = sites.named(link.site());
        if (site.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return desk.prove(
                new ProofQuestion(
                        site.get(),
                        Optional.of(inCase),
                        new Whom.Event(record.eventId()),
                        asker,
                        record.asOf().orElseGet(clock::instant),
                        record.withheld(),
                        record.allowed(),
                        access));
    }

    /**
     * Revokes a link: at once, and then for the record, so that no broker that is away keeps it
     * open. Doing it again records it where that has failed, and once in all.
     *
     * @return fails with {@link dev.consentledger.reporting.desk.Unavailable} where it is revoked
     *     and could not be recorded
     */
    public Uni<RegulatorLink> revoke(RegulatorLink link, Case inCase, Asker asker) {
        return links.revoke(link.id(), clock.instant())
                .chain(() -> acts.linkRevoked(link.id(), inCase, asker))
                .chain(() -> links.find(link.id()))
                .map(Optional::orElseThrow);
    }
}
