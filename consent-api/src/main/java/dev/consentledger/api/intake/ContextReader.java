package dev.consentledger.api.intake;

import dev.consentledger.api.problem.Rejected;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Names;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the part of an event that says where and how it happened. */
final class ContextReader {

    /** A TC string with all vendors of the global list stays below this; the body's limit too. */
    static final int SIGNAL_STRING_LENGTH_MAX = 4_096;

    private static final Predicate<String> SIGNAL_STRING =
            Pattern.compile("[!-~]{1," + SIGNAL_STRING_LENGTH_MAX + "}").asMatchPredicate();

    private ContextReader() {}

    static ConsentRequest.Context read(Fields fields) throws MalformedJson, Rejected {
        Optional<String> url = url(fields);
        Optional<String> language =
                matching(fields, "language", Names.LANGUAGE::matches, Names.LANGUAGE.words());
        Optional<String> jurisdiction =
                matching(
                        fields,
                        "jurisdiction",
                        Names.JURISDICTION::matches,
                        Names.JURISDICTION.words());
        VersionName banner = VersionName.of(fields.optional("bannerVersion"));
        Optional<UUID> notice = notice(fields);
        OptionalInt layer = fields.optionalInt("layer", 1, ConsentEntry.LAYER_MAX);
        String form = "1 to " + SIGNAL_STRING_LENGTH_MAX + " printable ASCII characters";
        Optional<String> gpp = matching(fields, "gpp", SIGNAL_STRING, form);
        Optional<String> tc = matching(fields, "tc", SIGNAL_STRING, form);
        fields.end();
        return new ConsentRequest.Context(
                url, language, jurisdiction, banner, notice, layer, gpp, tc);
    }

    private static Optional<String> url(Fields fields) throws MalformedJson {
        Optional<String> url = fields.optionalString("url");
        if (url.isEmpty()) {
            return url;
        }
        Optional<String> reduced = PageAddress.reduce(url.get());
        if (reduced.isEmpty()) {
            throw fields.wrongValue(
                    "url",
                    "expected the page's http or https address of at most "
                            + PageAddress.LENGTH_MAX
                            + " characters; query and fragment are not kept");
        }
        return reduced;
    }

    private static Optional<UUID> notice(Fields fields) throws MalformedJson, Rejected {
        Optional<String> notice = fields.optionalString("noticeEventId");
        return notice.isEmpty()
                ? Optional.empty()
                : Optional.of(RequestReader.eventId(notice.get(), fields.at("noticeEventId")));
    }

    private static Optional<String> matching(
            Fields fields, String name, Predicate<String> form, String words) throws MalformedJson {
        Optional<String> value = fields.optionalString(name);
        if (value.isPresent() && !form.test(value.get())) {
            throw fields.wrongValue(name, "expected " + words);
        }
        return value;
    }
}
