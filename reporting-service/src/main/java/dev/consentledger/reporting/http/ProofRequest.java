package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.Whom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The body that asks for a proof.
 *
 * @param inCase absent where a visitor asks for their own record
 * @param allowed whether the purpose is one that a restriction allows
 */
record ProofRequest(
        String site,
        Optional<UUID> inCase,
        Whom whom,
        Optional<Instant> asOf,
        Set<PartName> withheld,
        boolean allowed,
        Optional<String> format) {

    /** GDPR art. 18(2): what may be done although the use is restricted. */
    private static final Set<String> PURPOSES = Set.of("legal_claim", "persons_request");

    /** An officer's: site, case, eventId, and asOf, withhold, purpose, format as wanted. */
    static ProofRequest read(byte[] body) {
        return DeskBody.read(body, ProofRequest::read);
    }

    /** A visitor's: site, receiptCode, and format as wanted. */
    static ProofRequest readOwn(byte[] body) {
        return DeskBody.read(body, ProofRequest::readOwn);
    }

    private static ProofRequest read(Fields fields) throws MalformedJson {
        return new ProofRequest(
                fields.string("site"),
                Optional.of(DeskBody.id(fields, "case")),
                new Whom.Event(DeskBody.id(fields, "eventId")),
                DeskBody.time(fields, "asOf"),
                readWithheld(fields),
                readPurpose(fields),
                fields.optionalString("format"));
    }

    private static ProofRequest readOwn(Fields fields) throws MalformedJson {
        ReceiptCode code =
                ReceiptCode.parse(fields.string("receiptCode"))
                        .orElseThrow(
                                () ->
                                        fields.wrongValue(
                                                "receiptCode",
                                                "expected the code that was given with the choice"));
        return new ProofRequest(
                fields.string("site"),
                Optional.empty(),
                new Whom.Receipt(code),
                Optional.empty(),
                Set.of(),
                true,
                fields.optionalString("format"));
    }

    static Set<PartName> readWithheld(Fields fields) throws MalformedJson {
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

    static boolean readPurpose(Fields fields) throws MalformedJson {
        Optional<String> purpose = fields.optionalString("purpose");
        if (purpose.isPresent() && !PURPOSES.contains(purpose.get())) {
            throw fields.wrongValue("purpose", "expected legal_claim or persons_request");
        }
        return purpose.isPresent();
    }

    @Override
    public String toString() {
        return "ProofRequest[...]";
    }
}
