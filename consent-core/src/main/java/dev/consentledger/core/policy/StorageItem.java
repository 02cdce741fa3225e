package dev.consentledger.core.policy;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that a policy says is stored on a device. Its id is the same in all versions of a site.
 *
 * @param purpose two items with one purpose id serve one purpose, in whatever technology
 * @param recipients ids of third parties; empty where there is none, or none is said
 * @param recipientsSaid whether the policy says who receives it, be it nobody
 */
public record StorageItem(
        String id,
        String category,
        String technology,
        Purpose purpose,
        Lifetime lifetime,
        Set<String> recipients,
        boolean recipientsSaid) {

    private static final String UNDECLARED = "undeclared";

    /**
     * What an item is for.
     *
     * @param kind in a list that is common to all sites
     * @param text in the first language of the document; empty where it has none
     */
    public record Purpose(String id, String kind, Optional<String> text) {

        /** For people. */
        public String words() {
            return text.map(said -> id + " (" + said + ")").orElse(id);
        }
    }

    public StorageItem {
        recipients = Set.copyOf(recipients);
    }

    static StorageItem read(Fields fields, Optional<String> language) throws MalformedJson {
        Fields purpose = fields.object("purpose");
        Fields recipients = fields.object("recipients");
        Set<String> parties = new TreeSet<>();
        if (recipients.optional("parties").isPresent()) {
            for (Json party : recipients.array("parties")) {
                if (!(party instanceof Json.Str id)) {
                    throw recipients.wrongValue("parties", "expected ids");
                }
                parties.add(id.value());
            }
        }
        return new StorageItem(
                fields.string("id"),
                fields.string("category"),
                fields.string("technology"),
                new Purpose(
                        purpose.string("id"),
                        purpose.string("kind"),
                        Statements.in(language, purpose.required("text"))),
                Lifetime.read(fields.object("lifetime")),
                parties,
                !recipients.string("kind").equals(UNDECLARED));
    }
}
