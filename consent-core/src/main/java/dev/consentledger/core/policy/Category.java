package dev.consentledger.core.policy;

import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Names;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A purpose group of a policy, with its rule for each jurisdiction. Immutable.
 *
 * @param sha256 of the canonical bytes of all that the policy says of it, texts and all
 */
public record Category(String id, String name, List<Rule> rules, Hash sha256) {

    /**
     * How a category may be used in some jurisdictions.
     *
     * @param jurisdictions codes and groups; {@code *} is every other one
     * @param exemption what the site claims as the reason that it need not ask
     * @param validity how long a choice counts; empty where that is not declared
     */
    public record Rule(
            Set<String> jurisdictions,
            Mechanism mechanism,
            Optional<String> exemption,
            Optional<Validity> validity) {
        public Rule {
            jurisdictions = Set.copyOf(jurisdictions);
        }
    }

    public Category {
        if (!Names.CATEGORY.matches(id)) {
            throw new IllegalArgumentException("a category id is " + Names.CATEGORY.words());
        }
        rules = List.copyOf(rules);
    }

    /**
     * The rule for a jurisdiction: the one that names it, else its country, else a group that it is
     * in, else {@code *}.
     */
    public Optional<Rule> rule(String jurisdiction) {
        for (String code : Jurisdictions.fromNarrowToWide(jurisdiction)) {
            for (Rule rule : rules) {
                if (rule.jurisdictions().contains(code)) {
                    return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }

    public Mechanism mechanism(String jurisdiction) {
        return rule(jurisdiction).map(Rule::mechanism).orElse(Mechanism.UNDECLARED);
    }

    public boolean offersChoice(String jurisdiction) {
        Mechanism mechanism = mechanism(jurisdiction);
        return mechanism == Mechanism.OPT_IN || mechanism == Mechanism.OPT_OUT;
    }

    static Category read(Json.Obj object, String pointer) throws MalformedJson {
        Fields fields = Fields.of(object, pointer);
        String id = fields.string("id");
        if (!Names.CATEGORY.matches(id)) {
            throw fields.wrongValue("id", "a category id is " + Names.CATEGORY.words());
        }
        List<Rule> rules = new ArrayList<>();
        List<Json> items = fields.array("mechanisms");
        for (int i = 0; i < items.size(); i++) {
            rules.add(readRule(Fields.of(items.get(i), fields.at("mechanisms") + "/" + i)));
        }
        return new Category(id, fields.string("name"), rules, Hash.sha256(object.canonicalBytes()));
    }

    private static Rule readRule(Fields fields) throws MalformedJson {
        Set<String> jurisdictions = new HashSet<>();
        for (Json item : fields.array("jurisdictions")) {
            if (!(item instanceof Json.Str code)) {
                throw fields.wrongValue("jurisdictions", "expected codes");
            }
            jurisdictions.add(code.value());
        }
        Mechanism mechanism =
                Term.parse(Mechanism.class, fields.string("mechanism"))
                        .orElseThrow(
                                () -> fields.wrongValue("mechanism", "there is no such mechanism"));
        return new Rule(
                jurisdictions, mechanism, fields.optionalString("exemption"), readValidity(fields));
    }

    private static Optional<Validity> readValidity(Fields fields) throws MalformedJson {
        Optional<String> text = fields.optionalString("validity");
        try {
            return text.flatMap(Validity::read);
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue("validity", "expected an ISO 8601 duration such as P6M");
        }
    }
}
