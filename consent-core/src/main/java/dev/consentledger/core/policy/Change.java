package dev.consentledger.core.policy;

import dev.consentledger.core.entry.Term;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is different in two versions of a policy. Seen from the other side, additions are
 * removals, and before is after.
 *
 * @param id of the category, item or third party; of anything else its place in the document
 * @param where jurisdictions, for what differs by jurisdiction
 * @param before what the older version says; empty where it says nothing of the kind
 */
public record Change(
        What what,
        String id,
        Optional<String> where,
        Optional<String> before,
        Optional<String> after) {

    /** What a change is of. */
    public enum Part implements Term {
        CATEGORY,
        ITEM,
        RECIPIENT,
        TEXT,
        OTHER;

        private final String term = name().toLowerCase(Locale.ROOT);

        @Override
        public String term() {
            return term;
        }
    }

    /** What has changed. */
    public enum What implements Term {
        CATEGORY_ADDED(Part.CATEGORY, "The category is new"),
        CATEGORY_REMOVED(Part.CATEGORY, "The category is gone"),
        CATEGORY_RENAMED(Part.CATEGORY, "The category has another name"),
        MECHANISM_CHANGED(Part.CATEGORY, "It is asked in another way"),
        VALIDITY_CHANGED(Part.CATEGORY, "A choice counts for another time"),
        EXEMPTION_CHANGED(Part.CATEGORY, "The reason not to ask is another"),
        ITEM_ADDED(Part.ITEM, "The item is new"),
        ITEM_REMOVED(Part.ITEM, "The item is gone"),
        ITEM_CATEGORY_CHANGED(Part.ITEM, "The item has moved to another category"),
        ITEM_TECHNOLOGY_CHANGED(Part.ITEM, "The item is stored in another way"),
        ITEM_PURPOSE_CHANGED(Part.ITEM, "The item serves another purpose"),
        ITEM_LIFETIME_CHANGED(Part.ITEM, "The item stays for another time"),
        ITEM_RECIPIENT_ADDED(Part.ITEM, "Somebody else receives the item"),
        ITEM_RECIPIENT_REMOVED(Part.ITEM, "Somebody no longer receives the item"),
        RECIPIENT_ADDED(Part.RECIPIENT, "The third party is new"),
        RECIPIENT_REMOVED(Part.RECIPIENT, "The third party is gone"),
        TEXT_ADDED(Part.TEXT, "The text is new"),
        TEXT_REMOVED(Part.TEXT, "The text is gone"),
        TEXT_CHANGED(Part.TEXT, "The text is another"),
        CONTROLLER_CHANGED(Part.OTHER, "Somebody else is responsible"),
        BANNER_CHANGED(Part.OTHER, "Another version of the banner shows it"),
        OTHER_ADDED(Part.OTHER, "Something more is said"),
        OTHER_REMOVED(Part.OTHER, "Something is no longer said"),
        OTHER_CHANGED(Part.OTHER, "Something else is said");

        private final Part part;
        private final String words;
        private final String term = name().toLowerCase(Locale.ROOT);

        What(Part part, String words) {
            this.part = part;
            this.words = words;
        }

        public Part part() {
            return part;
        }

        @Override
        public String term() {
            return term;
        }
    }

    /** The change in one line for people. */
    public String words() {
        StringBuilder line = new StringBuilder(what.words).append(": ").append(id);
        where.ifPresent(codes -> line.append(", in ").append(codes));
        if (before.isPresent() && after.isPresent()) {
            line.append(", from ").append(before.get()).append(" to ").append(after.get());
        } else {
            before.or(() -> after).ifPresent(said -> line.append(", ").append(said));
        }
        return line.toString();
    }

    static Change added(What what, String id, String said) {
        return new Change(what, id, Optional.empty(), Optional.empty(), Optional.of(said));
    }

    static Change removed(What what, String id, String said) {
        return new Change(what, id, Optional.empty(), Optional.of(said), Optional.empty());
    }

    static Change changed(What what, String id, String before, String after) {
        return new Change(what, id, Optional.empty(), Optional.of(before), Optional.of(after));
    }
}
