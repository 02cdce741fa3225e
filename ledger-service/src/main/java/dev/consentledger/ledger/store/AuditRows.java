package dev.consentledger.ledger.store;

import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.ledger.audit.StoredEntry;
import dev.consentledger.ledger.audit.StoredEntry.StoredEvidence;
import dev.consentledger.ledger.audit.StoredEntry.StoredOutcome;
import dev.consentledger.ledger.audit.StoredEntry.StoredRecord;
import dev.consentledger.ledger.audit.StoredExtent;
import dev.consentledger.ledger.audit.StoredNote;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** Rows as {@link AuditStore} gives them to whoever verifies. */
final class AuditRows {

    private AuditRows() {}

    static StoredExtent extent(Row row) {
        Optional<StoredExtent.Signed> signed =
                Optional.ofNullable(row.getLong("size"))
                        .map(
                                size ->
                                        new StoredExtent.Signed(
                                                size,
                                                bytes(row, "signed_root").orElseThrow(),
                                                bytes(row, "note").orElseThrow()));
        return new StoredExtent(
                row.getString("topic_id"),
                row.getLong("next_index"),
                row.getLong("next_offset"),
                bytes(row, "root").orElseThrow(),
                bytes(row, "edge").orElseThrow(),
                row.getLong("newest_kept"),
                signed);
    }

    static StoredEntry entry(Row row) {
        Optional<StoredEvidence> evidence =
                row.getBoolean("has_evidence")
                        ? Optional.of(
                                new StoredEvidence(
                                        bytes(row, "subject"),
                                        bytes(row, "context"),
                                        bytes(row, "observed"),
                                        Optional.ofNullable(row.getUUID("subject_tag"))
                                                .map(SubjectTag::new),
                                        row.getBoolean("erased")))
                        : Optional.empty();
        Optional<StoredRecord> unreadable =
                Optional.ofNullable(row.getLong("unreadable_offset"))
                        .map(offset -> new StoredRecord(offset, bytes(row, "record_value").get()));
        return new StoredEntry(
                row.getLong("entry_index"),
                row.getLong("record_offset"),
                bytes(row, "entry").orElseThrow(),
                evidence,
                bytes(row, "document"),
                unreadable,
                Optional.ofNullable(row.getString("outcome"))
                        .map(
                                word ->
                                        new StoredOutcome(
                                                word.equals("erased"),
                                                row.getBoolean("tombstone"))));
    }

    static StoredNote note(Row row) {
        return new StoredNote(row.getLong("size"), bytes(row, "note").orElseThrow());
    }

    static Optional<byte[]> bytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes);
    }
}
