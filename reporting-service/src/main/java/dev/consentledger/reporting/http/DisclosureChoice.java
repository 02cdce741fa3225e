package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what of the evidence somebody asks for: {@code withhold} and {@code purpose}. */
final class DisclosureChoice {

    /** GDPR art. 18(2): what may be done although the use is restricted. */
    private static final Set<String> PURPOSES = Set.of("legal_claim", "persons_request");

    private DisclosureChoice() {}

    /** The parts of the evidence that are to be left out; none where nothing is said. */
    static Set<PartName> withheld(Fields fields) throws MalformedJson {
        Set<PartName> withheld = EnumSet.noneOf(PartName.class);
        List<Json> items =
                fields.optional("withhold").isPresent() ? fields.array("withhold") : List.of();
        for (Json item : items) {
            Optional<PartName> part =
                    item instanceof Json.Str word
                            ? Term.parse(PartName.class, word.value())
                            : Optional.empty();
            withheld.add(
                    part.orElseThrow(
                            () ->
                                    fields.wrongValue(
                                            "withhold", "expected subject, context or observed")));
        }
        return withheld;
    }

    /** Whether the purpose is one that a restriction allows. */
    static boolean allowed(Fields fields) throws MalformedJson {
        Optional<String> purpose = fields.optionalString("purpose");
        if (purpose.isPresent() && !PURPOSES.contains(purpose.get())) {
            throw fields.wrongValue("purpose", "expected legal_claim or persons_request");
        }
        return purpose.isPresent();
    }
}
