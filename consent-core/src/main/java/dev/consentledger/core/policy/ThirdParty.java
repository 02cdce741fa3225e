package dev.consentledger.core.policy;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody else who stores on a device or receives what is stored. Its id is the same in all
 * versions of a site.
 *
 * @param items ids of what it stores; empty where that is not said
 */
public record ThirdParty(String id, String name, Set<String> items) {

    public ThirdParty {
        items = Set.copyOf(items);
    }

    static ThirdParty read(Fields fields) throws MalformedJson {
        Set<String> items = new TreeSet<>();
        if (fields.required("items") instanceof Json.Arr array) {
            for (Json item : array.items()) {
                if (!(item instanceof Json.Str id)) {
                    throw fields.wrongValue("items", "expected ids");
                }
                items.add(id.value());
            }
        }
        return new ThirdParty(fields.string("id"), fields.string("name"), items);
    }
}
