package dev.consentledger.reporting.pack;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.reporting.proof.Csv;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One row for each entry, for who reads packs with a spreadsheet. Pure. */
final class PackOverview {

    static final String HEADER =
            Csv.line(
                    List.of(
                            "shard",
                            "index",
                            "kind",
                            "event_id",
                            "action",
                            "effective_at",
                            "decisions",
                            "policy_version",
                            "banner_version",
                            "jurisdiction",
                            "language"));

    private static final String NOTHING = "";

    private PackOverview() {}

    static String row(int shard, long index, Entry entry) {
        String place = Integer.toString(shard);
        String at = Long.toString(index);
        String kind = entry.kind().term();
        if (entry instanceof ConsentEntry consent) {
            return Csv.line(
                    List.of(
                            place,
                            at,
                            kind,
                            consent.eventId().toString(),
                            consent.action().term(),
                            Timestamps.format(consent.effectiveAt()),
                            decisions(consent),
                            consent.policy().map(DocumentReference::version).orElse(NOTHING),
                            consent.banner().map(DocumentReference::version).orElse(NOTHING),
                            consent.jurisdiction().code(),
                            consent.language().orElse(NOTHING)));
        }
        if (entry instanceof ActEntry act) {
            return row(
                    List.of(
                            place,
                            at,
                            kind,
                            act.eventId().toString(),
                            act.act().term(),
                            Timestamps.format(act.effectiveAt())));
        }
        PublicationEntry publication = (PublicationEntry) entry;
        return row(
                List.of(
                        place,
                        at,
                        kind,
                        publication.eventId().toString(),
                        publication.version(),
                        Timestamps.format(publication.publishedAt())));
    }

    /** What only consents have stays empty. */
    private static String row(List<String> cells) {
        return Csv.line(
                Stream.concat(
                                cells.stream(),
                                List.of(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING).stream())
                        .toList());
    }

    private static String decisions(ConsentEntry consent) {
        return consent.decisions().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue().decision().term())
                .collect(Collectors.joining(" "));
    }
}
