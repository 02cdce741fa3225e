package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.Whom;
import java.time.Instant;
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
                DisclosureChoice.withheld(fields),
                DisclosureChoice.allowed(fields),
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

    @Override
    public String toString() {
        return "ProofRequest[...]";
    }
}
