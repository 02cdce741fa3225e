package dev.consentledger.reporting.proof;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a policy's document tells a visitor, in one language. What it leaves undeclared is
 * absent. {@link Policy} has the part that decisions are made with. Immutable.
 *
 * @param policy the same document as decisions read it
 * @param implied how the text takes continued use as consent, where it does
 * @param consentIdentifier the storage item in which the site keeps its visitor's identifier
 * @param thirdParties absent where the text does not say whether there are any
 */
public record ShownPolicy(
        Policy policy,
        ShownLanguage language,
        Controller controller,
        String title,
        String summary,
        String control,
        Optional<String> implied,
        Choices choices,
        Source source,
        Optional<String> consentIdentifier,
        List<ShownCategory> categories,
        List<ShownItem> items,
        Optional<List<ThirdParty>> thirdParties) {

    /** The legal entity, as the text names it. */
    public record Controller(
            String id,
            String name,
            Optional<String> legalName,
            Optional<String> address,
            Optional<String> country,
            Optional<String> email) {}

    /**
     * Where a visitor changes a choice.
     *
     * @param offeredBy {@code site_settings}, {@code browser} or {@code none}
     */
    public record Choices(
            List<String> offeredBy,
            Optional<Boolean> anyTime,
            Optional<String> changedAt,
            Optional<String> clearedAt) {
        public Choices {
            offeredBy = List.copyOf(offeredBy);
        }
    }

    /** The text that the document was read from. */
    public record Source(String title, Optional<String> address) {}

    /**
     * What the document says of a category's rule beside the mechanism.
     *
     * @param validity how long a choice counts (ISO 8601), where it is declared
     * @param byTheSite whether the site's text says so; else it is the operator's reading
     */
    public record ShownRule(Optional<String> validity, boolean byTheSite) {}

    /**
     * A purpose group.
     *
     * @param rules in the order of {@link Category#rules}
     */
    public record ShownCategory(
            Category category, String text, List<ShownRule> rules, Optional<String> whenRefused) {
        public ShownCategory {
            rules = List.copyOf(rules);
        }

        /** What is said of the rule that holds under a jurisdiction. */
        public Optional<ShownRule> rule(String jurisdiction) {
            return category.rule(jurisdiction)
                    .map(rule -> rules.get(category.rules().indexOf(rule)));
        }
    }

    /** Somebody else who stores or receives. */
    public record ThirdParty(
            String id,
            String name,
            Optional<String> service,
            String relation,
            Optional<String> certainty,
            Optional<String> privacyPolicy) {}

    public ShownPolicy {
        categories = List.copyOf(categories);
        items = List.copyOf(items);
        thirdParties = thirdParties.map(List::copyOf);
    }

    /**
     * Reads a document.
     *
     * @param visitorsLanguage that the consent names
     * @throws MalformedJson where it is no policy's document
     */
    public static ShownPolicy read(byte[] document, Optional<String> visitorsLanguage)
            throws MalformedJson {
        Policy policy = Policy.read(document);
        DocumentFields fields = DocumentFields.of(document, visitorsLanguage);
        DocumentFields text = fields.object("text").object(fields.language().tag());
        DocumentFields source = fields.object("source");
        Optional<List<ThirdParty>> thirdParties = readThirdParties(fields);
        return new ShownPolicy(
                policy,
                fields.language(),
                readController(fields.object("controller")),
                text.string("title"),
                text.string("summary"),
                text.string("control"),
                fields.object("impliedConsent").text("text"),
                readChoices(fields.object("choices")),
                new Source(source.string("title"), source.declared("address")),
                fields.declared("consentIdentifier"),
                readCategories(policy, fields),
                ShownItem.readAll(fields, names(thirdParties)),
                thirdParties);
    }

    /** The items of a category, in the document's order. */
    public List<ShownItem> itemsOf(String category) {
        return items.stream().filter(item -> item.category().equals(category)).toList();
    }

    public Optional<ShownCategory> category(String id) {
        return categories.stream().filter(it -> it.category().id().equals(id)).findFirst();
    }

    private static Controller readController(DocumentFields fields) throws MalformedJson {
        return new Controller(
                fields.string("id"),
                fields.string("name"),
                fields.declared("legalName"),
                fields.declared("address"),
                fields.declared("country"),
                fields.declared("email"));
    }

    private static Choices readChoices(DocumentFields fields) throws MalformedJson {
        return new Choices(
                fields.strings("offeredBy"),
                fields.flag("anyTime"),
                fields.text("changedAt"),
                fields.text("clearedAt"));
    }

    private static List<ShownCategory> readCategories(Policy policy, DocumentFields fields)
            throws MalformedJson {
        List<ShownCategory> categories = new ArrayList<>();
        for (DocumentFields category : fields.objects("categories")) {
            List<ShownRule> rules = new ArrayList<>();
            for (DocumentFields rule : category.objects("mechanisms")) {
                boolean byTheSite = rule.string("declaredBy").equals("site");
                rules.add(new ShownRule(rule.declared("validity"), byTheSite));
            }
            categories.add(
                    new ShownCategory(
                            policy.category(category.string("id")).orElseThrow(),
                            category.text("text").orElse(""),
                            rules,
                            category.object("whenRefused").text("text")));
        }
        return categories;
    }

    private static Optional<List<ThirdParty>> readThirdParties(DocumentFields fields)
            throws MalformedJson {
        Optional<List<DocumentFields>> declared = fields.declaredObjects("thirdParties");
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        List<ThirdParty> parties = new ArrayList<>();
        for (DocumentFields party : declared.get()) {
            Optional<String> name = party.declared("name");
            parties.add(
                    new ThirdParty(
                            party.string("id"),
                            name.isPresent() ? name.get() : party.text("describedAs").orElse(""),
                            party.text("service"),
                            party.string("relation"),
                            party.declared("certainty"),
                            party.declared("privacyPolicy")));
        }
        return Optional.of(parties);
    }

    private static Map<String, String> names(Optional<List<ThirdParty>> parties) {
        Map<String, String> names = new HashMap<>();
        parties.orElse(List.of()).forEach(party -> names.put(party.id(), party.name()));
        return names;
    }
}
