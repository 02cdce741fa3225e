package dev.consentledger.core.pack;

import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.time.Instant;

/** Which entries of a site a pack has; its policies and banners it has always. */
public sealed interface PackQuestion {

    /**
     * Those about one person.
     *
     * @param matchedBy how the person was found: {@code subject}, {@code event_id}, {@code
     *     receipt_code} or {@code account}
     * @param subjects under how many pseudonyms
     */
    record Person(String matchedBy, int subjects) implements PackQuestion {}

    /**
     * Those that took effect in a time.
     *
     * @param to not in it
     */
    record Period(Instant from, Instant to) implements PackQuestion {

        public Period {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a period begins before it ends");
            }
            from = Timestamps.truncate(from);
            to = Timestamps.truncate(to);
        }

        /** Whether something that took effect then is in it. */
        public boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /** As it stands in manifests. */
    default Json.Obj toJson() {
        if (this instanceof Person person) {
            return Json.object()
                    .put("matchedBy", person.matchedBy())
                    .put("subjects", person.subjects())
                    .build();
        }
        Period period = (Period) this;
        return Json.object()
                .put("from", Timestamps.format(period.from()))
                .put("to", Timestamps.format(period.to()))
                .build();
    }

    /** Reads what {@link #toJson} wrote. */
    static PackQuestion read(Fields fields) throws MalformedJson {
        PackQuestion question =
                fields.optional("matchedBy").isPresent()
                        ? new Person(fields.string("matchedBy"), (int) fields.integer("subjects"))
                        : period(fields);
        fields.end();
        return question;
    }

    private static Period period(Fields fields) throws MalformedJson {
        Instant from = Members.time(fields, "from");
        Instant to = Members.time(fields, "to");
        if (!from.isBefore(to)) {
            throw fields.wrongValue("to", "expected a time after 'from'");
        }
        return new Period(from, to);
    }
}
