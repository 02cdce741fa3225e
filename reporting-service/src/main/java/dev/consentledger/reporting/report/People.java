package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch of one shard changes in what is known of persons. To be applied in this order: the
 * entries, the erasures, the endings, the links.
 *
 * @param entries that are new
 * @param erasures by subject: all of it with a lower index than this is to be forgotten
 * @param endings consents whose subject is not to be kept any more
 * @param links by what they link, the last word on each
 */
public record People(
        List<SubjectEntry> entries,
        Map<Hash, Long> erasures,
        List<Ending> endings,
        Map<AccountLink, Linking> links) {

    public static final People NONE = new People(List.of(), Map.of(), List.of(), Map.of());

    public People {
        entries = List.copyOf(entries);
        erasures = Map.copyOf(erasures);
        endings = List.copyOf(endings);
        links = Map.copyOf(links);
    }

    /**
     * Consents that are to be forgotten while others of the subject stay.
     *
     * @param subject of whom; without one they are consents of the site's that never had one
     */
    public record Ending(String site, Optional<Hash> subject, Reach reach) {}

    /**
     * Whether a link is made or undone.
     *
     * @param index of the entry that says so
     */
    public record Linking(long index, boolean linked) {}

    /**
     * @param batch in the order of the indexes
     */
    static People fold(List<Appended> batch) {
        List<SubjectEntry> entries = new ArrayList<>(batch.size());
        Map<Hash, Long> erasures = new HashMap<>();
        List<Ending> endings = new ArrayList<>();
        Map<AccountLink, Linking> links = new HashMap<>();
        for (Appended appended : batch) {
            SubjectEntry.of(appended).ifPresent(entries::add);
            if (!(appended.entry() instanceof ActEntry act)) {
                continue;
            }
            if (appended.marks().forgetsByItself(act) && act.act() != Act.FORGET) {
                endings.add(new Ending(act.site(), appended.subject(), within(appended, act)));
            }
            if (appended.subject().isEmpty()) {
                continue;
            }
            Hash subject = appended.subject().get();
            if (isForGood(appended)) {
                long below = Math.min(act.reach().below().orElse(Long.MAX_VALUE), appended.index());
                erasures.merge(subject, below, Math::max);
                links.entrySet()
                        .removeIf(
                                link ->
                                        link.getKey().subject().equals(subject)
                                                && link.getValue().index() < below);
            }
            appended.marks()
                    .account()
                    .map(account -> new AccountLink(act.site(), account, subject))
                    .ifPresent(link -> links.put(link, linking(appended.index(), act)));
        }
        return new People(entries, erasures, endings, links);
    }

    /** Whether this has taken all of its subject, who will not be known any more. */
    static boolean isForGood(Appended appended) {
        return appended.marks().erased()
                && appended.entry() instanceof ActEntry act
                && (act.kind() == Kind.ERASURE || act.act() == Act.FORGET);
    }

    /** Nobody reaches beyond the act itself. */
    private static Reach within(Appended appended, ActEntry act) {
        return act.reach().indexes().isEmpty()
                ? Reach.below(
                        Math.min(act.reach().below().orElse(Long.MAX_VALUE), appended.index()))
                : act.reach();
    }

    private static Linking linking(long index, ActEntry act) {
        return new Linking(index, act.act() == Act.LINKED);
    }
}
