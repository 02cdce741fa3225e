package dev.consentledger.reporting.proof;

import dev.consentledger.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storage item as a policy tells a visitor about it.
 *
 * @param technology {@code cookie}, {@code local_storage} and the like
 * @param name its technical name, or what the site calls it
 * @param purposeKind the kind of purpose, where it is declared
 */
public record ShownItem(
        String id,
        String category,
        String technology,
        String name,
        String purpose,
        Optional<String> purposeKind,
        Lifetime lifetime,
        Recipients recipients) {

    /**
     * How long it stays.
     *
     * @param kind as the policy's format names it; {@code undeclared} where it says nothing
     * @param duration of {@code fixed} and {@code up_to} (ISO 8601)
     */
    public record Lifetime(
            String kind, Optional<String> duration, Optional<String> from, Optional<String> to) {}

    /** Who receives what is stored. */
    public sealed interface Recipients {

        /**
         * Nobody, as the site says.
         *
         * @param scope what its statement is limited to
         */
        record Nobody(Optional<String> scope) implements Recipients {}

        /** These, by their names. */
        record Listed(List<String> names) implements Recipients {
            public Listed {
                names = List.copyOf(names);
            }
        }

        /** The site does not say. */
        record Undeclared() implements Recipients {}
    }

    static List<ShownItem> readAll(DocumentFields document, Map<String, String> partyNames)
            throws MalformedJson {
        List<ShownItem> items = new ArrayList<>();
        for (DocumentFields item : document.objects("items")) {
            items.add(read(item, partyNames));
        }
        return items;
    }

    private static ShownItem read(DocumentFields item, Map<String, String> partyNames)
            throws MalformedJson {
        Optional<String> name = item.declared("name");
        DocumentFields purpose = item.object("purpose");
        DocumentFields lifetime = item.object("lifetime");
        return new ShownItem(
                item.string("id"),
                item.string("category"),
                item.string("technology"),
                name.isPresent() ? name.get() : item.text("describedAs").orElse(""),
                purpose.text("text").orElse(""),
                purpose.declared("kind"),
                new Lifetime(
                        lifetime.string("kind"),
                        lifetime.declared("duration"),
                        lifetime.declared("from"),
                        lifetime.declared("to")),
                readRecipients(item.object("recipients"), partyNames));
    }

    private static Recipients readRecipients(DocumentFields fields, Map<String, String> partyNames)
            throws MalformedJson {
        return switch (fields.string("kind")) {
            case "none" -> new Recipients.Nobody(fields.text("scope"));
            case "listed" ->
                    new Recipients.Listed(
                            fields.strings("parties").stream()
                                    .map(id -> partyNames.getOrDefault(id, id))
                                    .toList());
            default -> new Recipients.Undeclared();
        };
    }
}
