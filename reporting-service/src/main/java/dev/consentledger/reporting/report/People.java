package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch of one shard changes in what is known of persons. To be applied in this order: the
 * entries, the erasures, the links.
 *
 * @param entries that are new
 * @param erasures by subject: all of it with a lower index than this is to be forgotten
 * @param links by what they link, the last word on each
 */
public record People(
        List<SubjectEntry> entries, Map<Hash, Long> erasures, Map<AccountLink, Linking> links) {

    public static final People NONE = new People(List.of(), Map.of(), Map.of());

    public People {
        entries = List.copyOf(entries);
        erasures = Map.copyOf(erasures);
        links = Map.copyOf(links);
    }

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
        Map<AccountLink, Linking> links = new HashMap<>();
        for (Appended appended : batch) {
            SubjectEntry.of(appended).ifPresent(entries::add);
            if (appended.subject().isEmpty() || !(appended.entry() instanceof ActEntry act)) {
                continue;
            }
            Hash subject = appended.subject().get();
            if (appended.marks().erased()) {
                erasures.put(subject, appended.index());
                links.keySet().removeIf(link -> link.subject().equals(subject));
            }
            appended.marks()
                    .account()
                    .map(account -> new AccountLink(act.site(), account, subject))
                    .ifPresent(link -> links.put(link, linking(appended.index(), act)));
        }
        return new People(entries, erasures, links);
    }

    private static Linking linking(long index, ActEntry act) {
        return new Linking(index, act.act() == Act.LINKED);
    }
}
