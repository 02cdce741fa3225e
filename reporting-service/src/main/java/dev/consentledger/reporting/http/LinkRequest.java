package dev.consentledger.reporting.http;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.regulator.LinkScope;
import dev.consentledger.reporting.regulator.LinkTime;
import dev.consentledger.reporting.regulator.RegulatorLink;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The body that asks for a regulator's link. */
record LinkRequest(
        String site, UUID inCase, LinkScope scope, String recipient, Optional<Instant> validUntil) {

    static LinkRequest read(byte[] body) {
        return DeskBody.read(body, LinkRequest::read);
    }

    private static LinkRequest read(Fields fields) throws MalformedJson {
        String recipient = fields.string("recipient");
        if (!RegulatorLink.isRecipient(recipient)) {
            throw fields.wrongValue("recipient", "expected " + RegulatorLink.RECIPIENT_WORDS);
        }
        return new LinkRequest(
                fields.string("site"),
                DeskBody.id(fields, "case"),
                fields.optional("pack").isPresent()
                        ? new LinkScope.OnePack(DeskBody.id(fields, "pack"))
                        : readRecord(fields.object("record")),
                recipient,
                DeskBody.time(fields, "validUntil"));
    }

    private static LinkScope readRecord(Fields record) throws MalformedJson {
        LinkScope scope =
                new LinkScope.OneRecord(
                        DeskBody.id(record, "eventId"),
                        DeskBody.time(record, "asOf"),
                        DisclosureChoice.withheld(record),
                        DisclosureChoice.allowed(record));
        record.end();
        return scope;
    }

    /** The link, which is refused where it would be good for too long or no time. */
    RegulatorLink link(UUID id, Asker asker, LinkTime time, Instant now) {
        return new RegulatorLink(
                id,
                site,
                inCase,
                scope,
                recipient,
                time.until(validUntil, now).orElseThrow(() -> LinkProblems.wrongTime(time.max())),
                now,
                asker.name(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
