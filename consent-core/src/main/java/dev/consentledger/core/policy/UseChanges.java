package dev.consentledger.core.policy;

import dev.consentledger.core.policy.Ground.Why;
import dev.consentledger.core.policy.Lifetime.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a category is used for in two versions of a policy: by whom, what for and how long. Compared
 * purpose by purpose, so that an item which takes another's place for the same purpose is nothing
 * new. One object compares one category once; not thread-safe.
 */
final class UseChanges {

    private final PolicyContent from;
    private final PolicyContent to;
    private final List<StorageItem> before;
    private final List<StorageItem> after;
    private final Set<Ground> grounds = new LinkedHashSet<>();

    UseChanges(PolicyContent from, PolicyContent to, String category) {
        this.from = from;
        this.to = to;
        this.before = from.items(category);
        this.after = to.items(category);
    }

    List<Ground> grounds() {
        after.forEach(this::purpose);
        recipients();
        after.forEach(this::use);
        gone();
        return List.copyOf(grounds);
    }

    private void purpose(StorageItem item) {
        if (same(before, item).isEmpty()) {
            grounds.add(new Ground(Why.NEW_PURPOSE, item.purpose().words()));
        }
    }

    private void recipients() {
        Set<String> known = new TreeSet<>();
        before.forEach(item -> known.addAll(recipients(item, from)));
        Set<String> now = new TreeSet<>();
        after.forEach(item -> now.addAll(recipients(item, to)));
        for (String party : now) {
            if (!known.contains(party)) {
                grounds.add(new Ground(Why.NEW_RECIPIENT, name(party)));
            }
        }
        partiesOfNoItem();
        after.forEach(item -> furtherUses(item, known));
    }

    private void partiesOfNoItem() {
        for (ThirdParty party : to.thirdParties()) {
            boolean isNew =
                    from.thirdParties().stream().noneMatch(old -> old.id().equals(party.id()));
            boolean ofNoItem =
                    party.items().isEmpty()
                            && to.items().stream()
                                    .noneMatch(item -> item.recipients().contains(party.id()));
            if (isNew && ofNoItem) {
                grounds.add(new Ground(Why.RECIPIENT_OF_NO_ITEM, name(party.id())));
            }
        }
    }

    /** Recipients of the category that have not been those of this purpose. */
    private void furtherUses(StorageItem item, Set<String> known) {
        Set<String> ofPurpose = new TreeSet<>();
        same(before, item).forEach(old -> ofPurpose.addAll(recipients(old, from)));
        for (String party : recipients(item, to)) {
            if (known.contains(party) && !ofPurpose.contains(party)) {
                String use = name(party) + ", for " + item.purpose().id();
                grounds.add(new Ground(Why.RECIPIENT_FOR_MORE, use));
            }
        }
    }

    /** How an item serves a purpose that was there before. */
    private void use(StorageItem item) {
        List<StorageItem> old = same(before, item);
        if (old.isEmpty()) {
            return;
        }
        String purpose = item.purpose().id();
        if (old.stream().noneMatch(o -> o.purpose().kind().equals(item.purpose().kind()))) {
            grounds.add(
                    new Ground(
                            Why.PURPOSE_OF_ANOTHER_KIND, purpose + " as " + item.purpose().kind()));
        }
        if (!item.recipientsSaid() && old.stream().allMatch(StorageItem::recipientsSaid)) {
            grounds.add(new Ground(Why.RECIPIENTS_UNKNOWN, item.id()));
        }
        lifetime(item, old);
        if (old.stream().noneMatch(o -> o.technology().equals(item.technology()))) {
            grounds.add(
                    new Ground(
                            Why.OTHER_TECHNOLOGY,
                            "%s in %s".formatted(purpose, item.technology().replace('_', ' '))));
        }
    }

    private void lifetime(StorageItem item, List<StorageItem> old) {
        Set<Comparison> found =
                old.stream()
                        .map(o -> item.lifetime().comparedWith(o.lifetime()))
                        .collect(Collectors.toSet());
        String change =
                "%s, from %s to %s"
                        .formatted(
                                item.purpose().id(),
                                old.stream()
                                        .map(o -> o.lifetime().words())
                                        .distinct()
                                        .collect(Collectors.joining(" or ")),
                                item.lifetime().words());
        if (found.equals(Set.of(Comparison.SHORTER))) {
            grounds.add(new Ground(Why.SHORTER_LIFETIME, change));
        } else if (!found.contains(Comparison.SHORTER) && !found.contains(Comparison.SAME)) {
            Why why =
                    found.contains(Comparison.UNKNOWN) ? Why.LIFETIME_UNKNOWN : Why.LONGER_LIFETIME;
            grounds.add(new Ground(why, change));
        }
    }

    private void gone() {
        List<String> gone = new ArrayList<>();
        for (StorageItem item : before) {
            if (after.stream().noneMatch(now -> now.id().equals(item.id()))) {
                gone.add(item.id());
            }
        }
        if (!gone.isEmpty()) {
            grounds.add(new Ground(Why.LESS, String.join(", ", gone)));
        }
    }

    /** Whom an item names, and who names the item. */
    private static Set<String> recipients(StorageItem item, PolicyContent content) {
        Set<String> all = new TreeSet<>(item.recipients());
        content.thirdParties().stream()
                .filter(party -> party.items().contains(item.id()))
                .forEach(party -> all.add(party.id()));
        return all;
    }

    private String name(String party) {
        return to.thirdParties().stream()
                .filter(known -> known.id().equals(party))
                .map(known -> known.name().equals("undeclared") ? party : known.name())
                .findFirst()
                .orElse(party);
    }

    private static List<StorageItem> same(List<StorageItem> items, StorageItem item) {
        return items.stream()
                .filter(other -> other.purpose().id().equals(item.purpose().id()))
                .toList();
    }
}
