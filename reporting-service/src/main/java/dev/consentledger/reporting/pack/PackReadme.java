package dev.consentledger.reporting.pack;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.pack.Sample;
import java.util.stream.Collectors;

/** What a pack says to who opens it first. Pure. */
final class PackReadme {

    private static final String TEXT =
            """
            AUDIT PACK
            %s, %s

            Ordered by %s (%s) at %s UTC for the case %s.
            %s
            %s
            %s

            HOW TO CHECK IT
              java -jar consent-ledger-verifier.jar verify --trust TRUST-FILE THIS-FILE.zip
            Take the program from the source of Consent Ledger, and the trust file from whom you
            trust: no key that stands in here is believed.

            WHAT IS IN IT
              manifest.json              what was asked for, as of which state of which logs, and
                                         how many entries of each kind there are
              overview.csv               one row for each entry, for a spreadsheet; made for reading
              logs/EPOCH/SHARD/
                checkpoint               what the ledger has signed of this log: its size and root
                entries.ndjson           one entry a line: its index, its bytes, and its evidence as
                                         far as it is disclosed
                tile/...                 the hashes that lead from the entries to the root
              documents/SHA256.json      every policy and banner of the site, as it was published
              keys-found.txt             the ledger's keys in its own word; believe no key from here
              checksums.sha256           for sha256sum -c: finds damage, and no forgery

            WHAT IT PROVES
            With a trusted key: that the ledger has each of these entries at its place, and has not
            changed them since it signed; that what is disclosed is what was recorded; and that
            these were the texts.

            WHAT IT DOES NOT PROVE
            - That no entry of the site was left out. That shows only who goes through the whole log:
              'verifier audit'.
            - Anything about entries that are younger than the checkpoints.
            - That a human clicked, that the site did as it was told, or that a consent was valid in
              law.
            """;

    private PackReadme() {}

    static String of(PackOrder order) {
        return TEXT.formatted(
                order.site(),
                question(order.question()),
                order.by(),
                order.role(),
                Timestamps.format(order.orderedAt()),
                order.reference(),
                withheld(order),
                restricted(order),
                order.sample().map(PackReadme::sample).orElse("It is no sample."));
    }

    private static String question(PackQuestion question) {
        return question instanceof PackQuestion.Period period
                ? "what took effect from %s up to %s, the end not in it"
                        .formatted(Timestamps.format(period.from()), Timestamps.format(period.to()))
                : "what is known of one person";
    }

    private static String withheld(PackOrder order) {
        return order.withheld().isEmpty()
                ? "No part of the evidence was withheld."
                : "Withheld of every entry: %s. Its commitment in the entry stays."
                        .formatted(
                                order.withheld().stream()
                                        .sorted()
                                        .map(PartName::term)
                                        .collect(Collectors.joining(", ")));
    }

    private static String restricted(PackOrder order) {
        return order.restricted()
                ? "It has the evidence of persons who have restricted its use, too (GDPR art. 18(2))."
                : "Withheld is the evidence of persons who have restricted its use (GDPR art. 18).";
    }

    private static String sample(Sample sample) {
        return """
               It is a sample of %d in a million, by the seed %s: an entry is in it where the first
               16 digits of SHA-256 over two lines, the seed and EPOCH/SHARD/INDEX, are as a number
               below %d/1000000 of 2^64. Policies and banners are all there."""
                .formatted(sample.perMillion(), sample.seed(), sample.perMillion());
    }
}
