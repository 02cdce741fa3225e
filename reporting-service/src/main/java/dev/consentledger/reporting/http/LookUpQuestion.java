package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.LookUps;
import dev.consentledger.reporting.desk.PersonIndex.Cursor;
import dev.consentledger.reporting.desk.PersonIndex.Window;
import dev.consentledger.reporting.desk.Whom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The body of a look-up. Says nothing of itself, since it names a person. */
record LookUpQuestion(String site, UUID inCase, Whom whom, Optional<Instant> asOf, Window window) {

    static LookUpQuestion read(byte[] body) {
        return DeskBody.read(body, LookUpQuestion::read);
    }

    private static LookUpQuestion read(Fields fields) throws MalformedJson {
        return new LookUpQuestion(
                fields.string("site"),
                DeskBody.id(fields, "case"),
                WhomReader.read(fields.object("by")),
                DeskBody.time(fields, "asOf"),
                readWindow(fields));
    }

    private static Window readWindow(Fields fields) throws MalformedJson {
        Optional<Fields> page = fields.optionalObject("page");
        Optional<Cursor> after = Optional.empty();
        OptionalInt size = OptionalInt.empty();
        if (page.isPresent()) {
            after = readCursor(page.get());
            size = page.get().optionalInt("size", 1, LookUps.PAGE_MAX);
            page.get().end();
        }
        return new Window(
                DeskBody.time(fields, "from"),
                DeskBody.time(fields, "to"),
                readActions(fields),
                readKnownAt(fields),
                after,
                size.orElse(LookUps.PAGE_MAX));
    }

    private static Optional<Cursor> readCursor(Fields page) throws MalformedJson {
        Optional<String> after = page.optionalString("after");
        try {
            return after.map(PageCursor::read);
        } catch (IllegalArgumentException e) {
            throw page.wrongValue("after", "expected 'next' of the page before");
        }
    }

    private static Set<String> readActions(Fields fields) throws MalformedJson {
        Set<String> actions = new HashSet<>();
        if (fields.optional("actions").isEmpty()) {
            return actions;
        }
        for (Json item : fields.array("actions")) {
            if (!(item instanceof Json.Str word) || !isAction(word.value())) {
                throw fields.wrongValue(
                        "actions", "expected words such as save, withdraw, erase or look_up");
            }
            actions.add(word.value());
        }
        return actions;
    }

    private static boolean isAction(String word) {
        return Term.parse(Action.class, word).isPresent()
                || Term.parse(Act.class, word).isPresent();
    }

    private static Map<Integer, Long> readKnownAt(Fields fields) throws MalformedJson {
        Map<Integer, Long> knownAt = new TreeMap<>();
        if (fields.optional("knownAt").isEmpty()) {
            return knownAt;
        }
        for (Json item : fields.array("knownAt")) {
            Fields position = Fields.of(item, "/knownAt");
            long shard = position.integer("shard");
            long nextIndex = position.integer("nextIndex");
            position.end();
            if (shard < 0 || shard > Short.MAX_VALUE || nextIndex < 0) {
                throw fields.wrongValue("knownAt", "shards and indexes count from 0");
            }
            knownAt.put((int) shard, nextIndex);
        }
        return knownAt;
    }

    @Override
    public String toString() {
        return "LookUpQuestion[...]";
    }
}
