package dev.consentledger.core.policy;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a policy's document says beside its categories' rules: items, third parties, texts, and all
 * else. Immutable; contents of equal documents are equal.
 */
public final class PolicyContent {

    /** About the document and not about what it says, or compared by rules of their own. */
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(v|site|version|publishedAt|inForceFrom|demonstration|languages|categories|items|thirdParties|claims|(dates|source|banner)/.*"
                            + "|categories/[^/]*/(name|mechanisms/.*)"
                            + "|items/[^/]*/(category|technology|(purpose|lifetime)/.*|recipients/parties)"
                            + "|.*/id)");

    private final Hash sha256;
    private final Optional<String> controller;
    private final List<StorageItem> items;
    private final List<ThirdParty> thirdParties;
    private final Map<String, String> texts;
    private final Map<String, String> others;

    private PolicyContent(
            Hash sha256,
            Optional<String> controller,
            List<StorageItem> items,
            List<ThirdParty> thirdParties,
            Statements statements) {
        this.sha256 = sha256;
        this.controller = controller;
        this.items = List.copyOf(items);
        this.thirdParties = List.copyOf(thirdParties);
        this.texts = Collections.unmodifiableMap(statements.texts());
        this.others = Collections.unmodifiableMap(statements.others());
    }

    static PolicyContent read(Json.Obj document, Hash sha256) throws MalformedJson {
        Fields fields = Fields.of(document);
        Set<String> languages = languages(fields);
        Optional<String> first = languages.stream().findFirst();
        List<StorageItem> items = new ArrayList<>();
        for (Fields item : objects(fields, "items")) {
            items.add(StorageItem.read(item, first));
        }
        List<ThirdParty> thirdParties = new ArrayList<>();
        for (Fields party : objects(fields, "thirdParties")) {
            thirdParties.add(ThirdParty.read(party));
        }
        Statements statements =
                new Statements(languages, place -> ELSEWHERE.matcher(place).matches());
        document.members().forEach(statements::take);
        Optional<Fields> controller = fields.optionalObject("controller");
        return new PolicyContent(
                sha256,
                controller.isEmpty()
                        ? Optional.empty()
                        : Optional.of(controller.get().string("id")),
                items,
                thirdParties,
                statements);
    }

    /** The legal entity's id; empty where the document has none. */
    public Optional<String> controller() {
        return controller;
    }

    public List<StorageItem> items() {
        return items;
    }

    public List<StorageItem> items(String category) {
        return items.stream().filter(item -> item.category().equals(category)).toList();
    }

    public List<ThirdParty> thirdParties() {
        return thirdParties;
    }

    /** What visitors read, by place. */
    public Map<String, String> texts() {
        return texts;
    }

    /** All else that is compared, as canonical JSON, by place. */
    public Map<String, String> others() {
        return others;
    }

    private static Set<String> languages(Fields fields) throws MalformedJson {
        Set<String> languages = new LinkedHashSet<>();
        if (fields.optional("languages").isPresent()) {
            for (Json language : fields.array("languages")) {
                if (!(language instanceof Json.Str tag)) {
                    throw fields.wrongValue("languages", "expected language tags");
                }
                languages.add(tag.value());
            }
        }
        return languages;
    }

    /** The objects of a list; none where it is undeclared or not there. */
    private static List<Fields> objects(Fields fields, String name) throws MalformedJson {
        List<Fields> objects = new ArrayList<>();
        if (fields.optional(name).orElse(new Json.Null()) instanceof Json.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                objects.add(Fields.of(array.items().get(i), fields.at(name) + "/" + i));
            }
        }
        return objects;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyContent content && sha256.equals(content.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return "PolicyContent[sha256=" + sha256 + "]";
    }
}
