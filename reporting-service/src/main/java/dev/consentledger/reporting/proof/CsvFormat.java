package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A record as one row under a header, for a spreadsheet. */
final class CsvFormat {

    /** One column: its name and what stands in it. */
    private record Cell(String name, String value) {}

    private CsvFormat() {}

    static byte[] write(ProofOfConsent proof) {
        List<Cell> cells = cells(proof);
        String header = Csv.line(cells.stream().map(Cell::name).toList());
        return (header + Csv.line(cells.stream().map(Cell::value).toList())).getBytes(UTF_8);
    }

    private static List<Cell> cells(ProofOfConsent proof) {
        ConsentEntry consent = proof.consent().entry();
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell("event_id", consent.eventId().toString()));
        cells.add(new Cell("site", consent.site()));
        cells.add(new Cell("controller", proof.controller().id()));
        cells.add(new Cell("subject", subject(proof)));
        cells.add(new Cell("matched_by", proof.matching().term()));
        cells.add(new Cell("case", proof.caseReference().orElse("")));
        cells.add(new Cell("action", consent.action().term()));
        cells.add(new Cell("decisions", decisions(consent)));
        cells.add(new Cell("policy_version", version(consent.policy())));
        cells.add(new Cell("policy_sha256", hash(consent.policy())));
        cells.add(new Cell("banner_version", version(consent.banner())));
        cells.add(new Cell("banner_sha256", hash(consent.banner())));
        cells.add(new Cell("language", consent.language().orElse("")));
        cells.add(new Cell("jurisdiction", consent.jurisdiction().code()));
        cells.add(new Cell("jurisdiction_from", consent.jurisdiction().source().term()));
        addTimes(proof, cells);
        cells.add(new Cell("state_at", Timestamps.format(proof.state().asOf())));
        cells.add(new Cell("state", state(proof.state())));
        cells.add(new Cell("log", proof.consent().origin()));
        cells.add(new Cell("entry_index", Long.toString(proof.consent().index())));
        cells.add(new Cell("leaf_hash", TreeHash.leaf(proof.consent().bytes()).toHex()));
        for (Outcome outcome : Outcome.values()) {
            cells.add(
                    new Cell("checks_" + outcome.term().replace(' ', '_'), checks(proof, outcome)));
        }
        cells.add(new Cell("made_at", Timestamps.format(proof.madeAt())));
        return cells;
    }

    private static void addTimes(ProofOfConsent proof, List<Cell> cells) {
        ConsentEntry consent = proof.consent().entry();
        cells.add(new Cell("occurred_at", Timestamps.format(consent.occurredAt())));
        cells.add(new Cell("received_at", Timestamps.format(consent.receivedAt())));
        cells.add(new Cell("effective_at", Timestamps.format(consent.effectiveAt())));
        Optional<Seen> seen = Seen.earliest(proof.consent(), proof.ledgerKeys().trust());
        cells.add(new Cell("seen_at", seen.map(it -> Timestamps.format(it.at())).orElse("")));
        cells.add(new Cell("seen_by", seen.map(Seen::by).orElse("")));
    }

    /** The pseudonym, or in brackets why there is none: a pseudonym is never mistaken for that. */
    private static String subject(ProofOfConsent proof) {
        return proof.evidence()
                .pseudonym()
                .orElseGet(() -> "(" + DisclosedPart.term(proof.evidence().subject()) + ")");
    }

    private static String decisions(ConsentEntry consent) {
        return consent.decisions().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue().decision().term())
                .collect(Collectors.joining(" "));
    }

    private static String state(StateAt state) {
        return state instanceof StateAt.Known known
                ? known.categories().stream()
                        .map(it -> it.category() + "=" + it.standing().term())
                        .collect(Collectors.joining(" "))
                : "(unknown)";
    }

    private static String version(Optional<DocumentReference> named) {
        return named.map(DocumentReference::version).orElse("");
    }

    private static String hash(Optional<DocumentReference> named) {
        return named.flatMap(DocumentReference::sha256).map(Hash::toHex).orElse("");
    }

    private static String checks(ProofOfConsent proof, Outcome outcome) {
        return proof.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .map(check -> check.name().term())
                .collect(Collectors.joining(" "));
    }
}
