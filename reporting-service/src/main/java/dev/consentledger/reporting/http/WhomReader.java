package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.EventIds;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.Whom;
import java.util.UUID;

/** Reads whom a question or an order is about. */
final class WhomReader {

    /** What consent-api accepts as a subject is shorter; a limit on what is hashed. */
    private static final int NAME_LENGTH_MAX = 512;

    private WhomReader() {}

    static Whom read(Fields by) throws MalformedJson {
        if (by.members().size() != 1) {
            throw by.wrongValue(
                    by.members().isEmpty() ? "subject" : by.members().keySet().iterator().next(),
                    "give exactly one of subject, eventId, receiptCode, account, and notIdentified");
        }
        Whom whom =
                switch (by.members().keySet().iterator().next()) {
                    case "subject" -> new Whom.Subject(name(by, "subject"));
                    case "eventId" -> new Whom.Event(eventId(by));
                    case "receiptCode" -> new Whom.Receipt(receiptCode(by));
                    case "account" -> new Whom.Account(name(by, "account"));
                    case "notIdentified" -> nobody(by);
                    default -> throw unknown(by);
                };
        by.end();
        return whom;
    }

    private static MalformedJson unknown(Fields by) {
        return by.wrongValue(
                by.members().keySet().iterator().next(),
                "expected subject, eventId, receiptCode, account or notIdentified");
    }

    /** A pseudonym or an account. */
    static String name(Fields by, String member) throws MalformedJson {
        String name = by.string(member);
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            throw by.wrongValue(member, "expected 1 to %d characters".formatted(NAME_LENGTH_MAX));
        }
        return name;
    }

    private static UUID eventId(Fields by) throws MalformedJson {
        return EventIds.parse(by.string("eventId"))
                .orElseThrow(() -> by.wrongValue("eventId", "expected a UUID"));
    }

    private static ReceiptCode receiptCode(Fields by) throws MalformedJson {
        return ReceiptCode.parse(by.string("receiptCode"))
                .orElseThrow(
                        () ->
                                by.wrongValue(
                                        "receiptCode",
                                        "expected a code such as 6QCJ-1ZV0-T8RE-9K2M-XW3N-YA5H-B4"));
    }

    private static Whom nobody(Fields by) throws MalformedJson {
        if (!by.bool("notIdentified")) {
            throw by.wrongValue("notIdentified", "expected true");
        }
        return new Whom.Nobody();
    }
}
