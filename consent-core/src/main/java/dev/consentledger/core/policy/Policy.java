package dev.consentledger.core.policy;

import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Names;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a site's policy: the part of its document that decisions are made with, and what
 * versions are compared by. The document's bytes are what was published, and its hash is theirs.
 * Immutable.
 *
 * @param sha256 of the document's canonical bytes
 * @param banner the version of the banner that it is shown with
 * @param consentIdentifierDeclared whether the policy names the storage of the site's own consent
 *     identifier
 * @param content items, third parties, texts and all else that it says
 */
public record Policy(
        String site,
        String version,
        Hash sha256,
        Instant publishedAt,
        Instant inForceFrom,
        boolean demonstration,
        String banner,
        boolean consentIdentifierDeclared,
        List<Category> categories,
        PolicyContent content) {

    private static final String UNDECLARED = "undeclared";

    public Policy {
        categories = List.copyOf(categories);
    }

    /** Reads a policy's document; its form beyond these fields is the JSON Schema's matter. */
    public static Policy read(byte[] document) throws MalformedJson {
        Json.Obj object = JsonReader.readObject(document);
        Hash sha256 = Hash.sha256(document);
        Fields fields = Fields.of(object);
        String version = fields.string("version");
        if (!Names.VERSION.matches(version)) {
            throw fields.wrongValue("version", "a version is " + Names.VERSION.words());
        }
        return new Policy(
                fields.string("site"),
                version,
                sha256,
                time(fields, "publishedAt"),
                time(fields, "inForceFrom"),
                fields.bool("demonstration"),
                fields.object("banner").string("version"),
                !fields.string("consentIdentifier").equals(UNDECLARED),
                readCategories(fields),
                PolicyContent.read(object, sha256));
    }

    public DocumentReference reference() {
        return new DocumentReference(version, Optional.of(sha256));
    }

    public Optional<Category> category(String id) {
        return categories.stream().filter(category -> category.id().equals(id)).findFirst();
    }

    /** The categories in which a visitor has a choice under this jurisdiction, in their order. */
    public List<Category> choices(String jurisdiction) {
        return categories.stream().filter(c -> c.offersChoice(jurisdiction)).toList();
    }

    private static Instant time(Fields fields, String name) throws MalformedJson {
        try {
            return Timestamps.parse(fields.string(name));
        } catch (DateTimeException e) {
            throw fields.wrongValue(name, "expected a time such as 2026-01-12T00:00:00.000Z");
        }
    }

    private static List<Category> readCategories(Fields fields) throws MalformedJson {
        List<Category> categories = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Json> items = fields.array("categories");
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Json.Obj item)) {
                throw fields.wrongValue("categories", "expected objects");
            }
            Category category = Category.read(item, "/categories/" + i);
            if (!ids.add(category.id())) {
                throw fields.wrongValue("categories", "two categories have one id");
            }
            categories.add(category);
        }
        return categories;
    }
}
