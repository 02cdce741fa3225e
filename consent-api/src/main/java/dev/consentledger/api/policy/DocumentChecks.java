package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What policies and banners have in common that a schema cannot say. */
final class DocumentChecks {

    private final YamlDocument document;
    private final Problems problems;

    DocumentChecks(YamlDocument document, Problems problems) {
        this.document = document;
        this.problems = problems;
    }

    void problem(String pointer, String message) {
        problems.add(document, pointer, message);
    }

    /** The dates exist in the calendar, and a version is not in force before it is published. */
    void times(Branch root) {
        Optional<Instant> published = time(root, "publishedAt");
        Optional<Instant> inForce = time(root, "inForceFrom");
        if (published.isPresent()
                && inForce.isPresent()
                && inForce.get().isBefore(published.get())) {
            problem(
                    root.at("inForceFrom"),
                    "inForceFrom is before publishedAt; write the same time or a later one.");
        }
    }

    /** The instant of a time, if its day exists in the calendar. */
    Optional<Instant> time(Branch root, String key) {
        try {
            return Optional.of(Instant.parse(root.text(key)));
        } catch (DateTimeException e) {
            problem(root.at(key), key + ": there is no such day; write one of the calendar.");
            return Optional.empty();
        }
    }

    /** Every text is there in each language of the document and in no other. */
    void languages(Branch root) {
        languages(root.node(), root.pointer(), root.texts("languages"));
    }

    private void languages(Json value, String pointer, List<String> languages) {
        if (value instanceof Json.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                languages(array.items().get(i), pointer + "/" + i, languages);
            }
        } else if (value instanceof Json.Obj object) {
            for (String key : object.members().keySet()) {
                Json member = object.members().get(key);
                String at = new Branch(object, pointer).at(key);
                if (Texts.is(key, member)) {
                    Set<String> written = ((Json.Obj) member).members().keySet();
                    sameLanguages(at, key, written, languages);
                } else {
                    languages(member, at, languages);
                }
            }
        }
    }

    private void sameLanguages(
            String pointer, String key, Set<String> written, List<String> languages) {
        for (String language : languages) {
            if (!written.contains(language)) {
                problem(pointer, "%s: add the text in '%s'.".formatted(key, language));
            }
        }
        for (String language : written) {
            if (!languages.contains(language)) {
                problem(
                        pointer,
                        "%s: '%s' is not among the languages of the document (%s); add it there or remove the text."
                                .formatted(key, language, NearestName.list(languages)));
            }
        }
    }

    /** The ids below {@code key}, each of which may be there only once. */
    Set<String> uniqueIds(Branch root, String key) {
        Set<String> ids = new HashSet<>();
        for (Branch entry : root.branches(key)) {
            String id = entry.text("id");
            if (!ids.add(id)) {
                problem(
                        entry.at("id"),
                        "the id '%s' is there twice in %s; give this one another."
                                .formatted(id, key));
            }
        }
        return ids;
    }

    /** {@code name} is one of {@code known}. */
    void known(String pointer, String what, String name, Collection<String> known) {
        if (!known.contains(name)) {
            problem(
                    pointer,
                    "there is no %s '%s'; %s"
                            .formatted(
                                    what,
                                    name,
                                    NearestName.advice(name, known.stream().sorted().toList())));
        }
    }
}
