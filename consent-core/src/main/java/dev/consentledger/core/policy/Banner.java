package dev.consentledger.core.policy;

import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Names;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.Optional;

/**
 * One version of a site's banner. Its document has the layers, buttons and texts; decisions need to
 * know only which it is.
 *
 * @param sha256 of the document's canonical bytes
 */
public record Banner(String site, String version, Hash sha256) {

    /** Reads a banner's document; its form beyond these fields is the JSON Schema's matter. */
    public static Banner read(byte[] document) throws MalformedJson {
        Fields fields = Fields.of(JsonReader.readObject(document));
        String version = fields.string("version");
        if (!Names.VERSION.matches(version)) {
            throw fields.wrongValue("version", "a version is " + Names.VERSION.words());
        }
        return new Banner(fields.string("site"), version, Hash.sha256(document));
    }

    public DocumentReference reference() {
        return new DocumentReference(version, Optional.of(sha256));
    }
}
