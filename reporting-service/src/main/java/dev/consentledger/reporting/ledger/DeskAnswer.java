package dev.consentledger.reporting.ledger;

import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecord.Outcome;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what ledger-service answers, and checks the evidence against the entry's commitments. */
final class DeskAnswer {

    private DeskAnswer() {}

    /** The records about persons in an answer. */
    static List<LedgerRecord> read(byte[] body) throws MalformedJson {
        List<LedgerRecord> records = new ArrayList<>();
        for (Json item : Fields.of(JsonReader.readObject(body)).array("records")) {
            read(Fields.of(item, "/records")).ifPresent(records::add);
        }
        return records;
    }

    private static Optional<LedgerRecord> read(Fields fields) throws MalformedJson {
        byte[] bytes = bytes(fields, "entry").orElse(new byte[0]);
        if (!(EntryCodec.decode(bytes) instanceof Decoding.Readable readable)) {
            throw fields.wrongValue("entry", "expected an entry");
        }
        if (!(readable.entry() instanceof EvidencedEntry entry)) {
            return Optional.empty();
        }
        Optional<Fields> evidence = fields.optionalObject("evidence");
        Optional<Fields> outcome = fields.optionalObject("outcome");
        return Optional.of(
                new LedgerRecord(
                        new Place((int) fields.integer("shard"), fields.integer("index")),
                        entry,
                        evidence.isPresent()
                                ? parts(evidence.get(), entry.commitments())
                                : Map.of(),
                        outcome.isPresent()
                                ? Optional.of(outcome(outcome.get()))
                                : Optional.empty()));
    }

    private static Outcome outcome(Fields fields) throws MalformedJson {
        return new Outcome(fields.string("outcome"), fields.integer("entries"));
    }

    private static Map<PartName, EvidencePart> parts(Fields evidence, Commitments commitments)
            throws MalformedJson {
        Map<PartName, EvidencePart> parts = new EnumMap<>(PartName.class);
        for (PartName name : PartName.values()) {
            Optional<byte[]> bytes = bytes(evidence, name.term());
            if (bytes.isPresent()) {
                EvidencePart part = EvidencePart.ofCommittedBytes(bytes.get());
                if (!Optional.of(part.commitment()).equals(commitments.of(name))) {
                    throw evidence.wrongValue(name.term(), "not what the entry commits to");
                }
                parts.put(name, part);
            }
        }
        return parts;
    }

    /** Bytes of a member in base64; empty where there is none. */
    static Optional<byte[]> bytes(Fields fields, String name) throws MalformedJson {
        Optional<String> text = fields.optionalString(name);
        try {
            return text.map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue(name, "expected base64");
        }
    }
}
