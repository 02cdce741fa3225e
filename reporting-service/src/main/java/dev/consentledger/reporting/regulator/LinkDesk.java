package dev.consentledger.reporting.regulator;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.PackDesk;
import dev.consentledger.reporting.desk.ProofDesk;
import dev.consentledger.reporting.desk.ProofQuestion;
import dev.consentledger.reporting.desk.ProofQuestion.Access;
import dev.consentledger.reporting.desk.Whom;
import dev.consentledger.reporting.pack.PackStatus;
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
 * {@link ProofDesk} or {@link PackDesk} as an officer's question does, and are recorded in the
 * ledger before anything is answered: a link shows what the officer would see at that moment, and
 * never more. Thread-safe where the random numbers are.
 */
public final class LinkDesk {

    /** The role of whoever has a link; nobody knows who that is. */
    private static final String ROLE = "link";

    private final RegulatorLinks links;
    private final Cases cases;
    private final ProofDesk desk;
    private final PackDesk packs;
    private final Sites sites;
    private final Acts acts;
    private final Clock clock;
    private final RandomGenerator random;

    public LinkDesk(
            RegulatorLinks links,
            Cases cases,
            ProofDesk desk,
            PackDesk packs,
            Sites sites,
            Acts acts,
            Clock clock,
            RandomGenerator random) {
        this.links = links;
        this.cases = cases;
        this.desk = desk;
        this.packs = packs;
        this.sites = sites;
        this.acts = acts;
        this.clock = clock;
        this.random = random;
    }

    /** What is handed out for a link. */
    public record Opened(RegulatorLink link, Content content) {}

    /** What a link is for, at this moment. */
    public sealed interface Content {}

    /** The proof of one consent. */
    public record Proof(ProofOfConsent proof) implements Content {}

    /** A pack that is made. */
    public record Pack(PackStatus pack) implements Content {}

    /**
     * Issues a link for what can be handed out now, and gives its code, which nobody can be given a
     * second time.
     *
     * @return empty where there is no such record or pack; fails as {@link ProofDesk#prove} and
     *     {@link PackDesk#open} do
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
        return content(wanted, inCase, asker, issued)
                .chain(
                        content ->
                                content.isPresent()
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
     * @return empty where no link has the code, or what it is for is not known here any more; fails
     *     with {@link LinkEnded}, and as {@link ProofDesk#prove} and {@link PackDesk#open} do
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
                .chain(inCase -> content(link, inCase, new Asker(link.recipient(), ROLE), used))
                .call(content -> content.isPresent() ? count(link) : Uni.createFrom().voidItem())
                .map(content -> opened(link, content));
    }

    private static Optional<Opened> opened(RegulatorLink link, Optional<Content> content) {
        return content.map(it -> new Opened(link, it));
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

    private Uni<Optional<Content>> content(
            RegulatorLink link, Case inCase, Asker asker, Access access) {
        if (link.scope() instanceof LinkScope.OnePack one) {
            return packs.open(one.pack(), inCase, asker, access).map(found -> found.map(Pack::new));
        }
        LinkScope.OneRecord record = (LinkScope.OneRecord) link.scope();
        return prove(record, link.site(), inCase, asker, access)
                .map(found -> found.map(Proof::new));
    }

    private Uni<Optional<ProofOfConsent>> prove(
            LinkScope.OneRecord record, String ofSite, Case inCase, Asker asker, Access access) {
        Optional<Site> site = sites.named(ofSite);
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
