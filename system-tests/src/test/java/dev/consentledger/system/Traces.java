package dev.consentledger.system;

import dev.consentledger.standalone.Stand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** All that is kept in one place, as one text to look for something in. */
final class Traces {

    private Traces() {}

    static String ofEntries(LedgerTables ledger) {
        return texts(ledger, "SELECT convert_from(entry, 'UTF8') FROM entries");
    }

    /** Subjects and contexts, each behind the 32 bytes of its salt. */
    static String ofEvidence(LedgerTables ledger) {
        return texts(
                        ledger,
                        "SELECT convert_from(substring(subject FROM 33), 'UTF8') FROM evidence"
                                + " WHERE subject IS NOT NULL")
                + texts(
                        ledger,
                        "SELECT convert_from(substring(context FROM 33), 'UTF8') FROM evidence"
                                + " WHERE context IS NOT NULL");
    }

    /** Every row of every table of the reporting database; bytes as text, where they are text. */
    static String ofReporting(Stand stand) {
        LedgerTables reporting = new LedgerTables(stand, stand.reporting());
        return reporting
                .query(
                        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'",
                        row -> row.getString(1))
                .stream()
                .map(
                        table ->
                                texts(
                                        reporting,
                                        "SELECT encode(convert_to(t::text, 'UTF8'), 'escape') FROM "
                                                + table
                                                + " t"))
                .collect(Collectors.joining("\n"));
    }

    /** Values and headers; the header {@code subject} is the one that may name a subject. */
    static String ofTopicWithoutSubjects(AppendedTopic topic) {
        return topic.records().values().stream()
                .flatMap(List::stream)
                .map(Traces::withoutSubject)
                .collect(Collectors.joining("\n"));
    }

    private static String withoutSubject(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(text(record.value()));
        for (Header header : record.headers()) {
            if (!header.key().equals("subject")) {
                text.append('\n').append(text(header.value()));
            }
        }
        return text.toString();
    }

    static String ofLogs(Stand stand) {
        try (Stream<Path> files = Files.list(stand.logs())) {
            return files.map(Traces::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return log + "\n" + text(Files.readAllBytes(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String texts(LedgerTables tables, String sql) {
        return String.join("\n", tables.query(sql, row -> row.getString(1)));
    }
}
