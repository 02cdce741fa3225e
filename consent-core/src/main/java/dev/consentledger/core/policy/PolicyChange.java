package dev.consentledger.core.policy;

import dev.consentledger.core.policy.Change.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All that is different in two versions of a site's policy. Categories, items and third parties are
 * the same where their ids are. What is said of one that is new or gone is not told beside that.
 * Two versions have no changes exactly where they say the same of everything but their own name,
 * times and origin.
 *
 * @param changes of categories first, then of items, recipients, texts and all else
 */
public record PolicyChange(Policy from, Policy to, List<Change> changes) {

    public PolicyChange {
        changes = List.copyOf(changes);
    }

    /** The difference of two versions; of which one is older does not matter. */
    public static PolicyChange between(Policy from, Policy to) {
        return new PolicyChange(from, to, new Comparing(from, to).all());
    }

    public List<Change> of(Change.Part part) {
        return changes.stream().filter(change -> change.what().part() == part).toList();
    }

    /** Compares two versions once. */
    private static final class Comparing {

        private final Policy from;
        private final Policy to;
        private final List<Change> changes = new ArrayList<>();
        private final Set<String> onOneSide = new HashSet<>();

        Comparing(Policy from, Policy to) {
            this.from = from;
            this.to = to;
        }

        List<Change> all() {
            categories();
            items();
            recipients();
            statements(
                    from.content().texts(),
                    to.content().texts(),
                    What.TEXT_ADDED,
                    What.TEXT_REMOVED,
                    What.TEXT_CHANGED);
            changed(
                    What.CONTROLLER_CHANGED,
                    "controller",
                    from.content().controller().orElse(""),
                    to.content().controller().orElse(""));
            changed(What.BANNER_CHANGED, "banner", from.banner(), to.banner());
            statements(
                    from.content().others(),
                    to.content().others(),
                    What.OTHER_ADDED,
                    What.OTHER_REMOVED,
                    What.OTHER_CHANGED);
            return changes;
        }

        private void categories() {
            Map<String, Category> before = byId(from.categories(), Category::id);
            Map<String, Category> after = byId(to.categories(), Category::id);
            for (String id : ids(before, after)) {
                if (!before.containsKey(id)) {
                    added(What.CATEGORY_ADDED, "categories", id, after.get(id).name());
                } else if (!after.containsKey(id)) {
                    removed(What.CATEGORY_REMOVED, "categories", id, before.get(id).name());
                } else {
                    Category was = before.get(id);
                    Category is = after.get(id);
                    changed(What.CATEGORY_RENAMED, id, was.name(), is.name());
                    changes.addAll(new RuleChanges(was, is).all());
                }
            }
        }

        private void items() {
            Map<String, StorageItem> before = byId(from.content().items(), StorageItem::id);
            Map<String, StorageItem> after = byId(to.content().items(), StorageItem::id);
            for (String id : ids(before, after)) {
                if (!before.containsKey(id)) {
                    added(What.ITEM_ADDED, "items", id, words(after.get(id)));
                } else if (!after.containsKey(id)) {
                    removed(What.ITEM_REMOVED, "items", id, words(before.get(id)));
                } else {
                    item(before.get(id), after.get(id));
                }
            }
        }

        private void item(StorageItem was, StorageItem is) {
            String id = is.id();
            changed(What.ITEM_CATEGORY_CHANGED, id, was.category(), is.category());
            changed(What.ITEM_TECHNOLOGY_CHANGED, id, was.technology(), is.technology());
            changed(What.ITEM_PURPOSE_CHANGED, id, purpose(was), purpose(is));
            changed(What.ITEM_LIFETIME_CHANGED, id, was.lifetime().words(), is.lifetime().words());
            for (String party : new TreeSet<>(is.recipients())) {
                if (!was.recipients().contains(party)) {
                    changes.add(Change.added(What.ITEM_RECIPIENT_ADDED, id, party));
                }
            }
            for (String party : new TreeSet<>(was.recipients())) {
                if (!is.recipients().contains(party)) {
                    changes.add(Change.removed(What.ITEM_RECIPIENT_REMOVED, id, party));
                }
            }
        }

        private void recipients() {
            Map<String, ThirdParty> before = byId(from.content().thirdParties(), ThirdParty::id);
            Map<String, ThirdParty> after = byId(to.content().thirdParties(), ThirdParty::id);
            for (String id : ids(before, after)) {
                if (!before.containsKey(id)) {
                    added(What.RECIPIENT_ADDED, "thirdParties", id, after.get(id).name());
                } else if (!after.containsKey(id)) {
                    removed(What.RECIPIENT_REMOVED, "thirdParties", id, before.get(id).name());
                }
            }
        }

        private void statements(
                Map<String, String> before,
                Map<String, String> after,
                What added,
                What removed,
                What changed) {
            for (String place : new TreeSet<>(ids(before, after))) {
                if (onOneSide.contains(owner(place))) {
                    continue;
                }
                if (!before.containsKey(place)) {
                    changes.add(Change.added(added, place, after.get(place)));
                } else if (!after.containsKey(place)) {
                    changes.add(Change.removed(removed, place, before.get(place)));
                } else {
                    changed(changed, place, before.get(place), after.get(place));
                }
            }
        }

        private void added(What what, String list, String id, String said) {
            onOneSide.add(list + "/" + id);
            changes.add(Change.added(what, id, said));
        }

        private void removed(What what, String list, String id, String said) {
            onOneSide.add(list + "/" + id);
            changes.add(Change.removed(what, id, said));
        }

        private void changed(What what, String id, String before, String after) {
            if (!before.equals(after)) {
                changes.add(Change.changed(what, id, before, after));
            }
        }

        private static String purpose(StorageItem item) {
            return item.purpose().id() + ", " + item.purpose().kind();
        }

        private static String words(StorageItem item) {
            return "in category %s, %s, purpose %s, %s"
                    .formatted(
                            item.category(),
                            item.technology(),
                            item.purpose().id(),
                            item.lifetime().words());
        }

        private static String owner(String place) {
            int list = place.indexOf('/');
            int id = list < 0 ? -1 : place.indexOf('/', list + 1);
            return id < 0 ? place : place.substring(0, id);
        }

        /** Those of the newer version in their order, then the others. */
        private static Set<String> ids(Map<String, ?> before, Map<String, ?> after) {
            Map<String, Object> ids = new LinkedHashMap<>(after);
            before.forEach(ids::putIfAbsent);
            return ids.keySet();
        }

        private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
            Map<String, T> found = new LinkedHashMap<>();
            all.forEach(each -> found.put(id.apply(each), each));
            return found;
        }
    }
}
