package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.reporting.timeline.PersonEntry;
import java.util.Map;
import java.util.Optional;

/**
 * An entry about a person as the ledger has it, with what is left of its evidence.
 *
 * @param evidence the parts that are there
 * @param outcome of an erasure
 */
public record LedgerRecord(
        Place place,
        EvidencedEntry entry,
        Map<PartName, EvidencePart> evidence,
        Optional<Outcome> outcome) {

    public LedgerRecord {
        evidence = Map.copyOf(evidence);
    }

    /** Where an entry stands in the ledger. */
    public record Place(int shard, long index) {

        /** Where a proof of the ledger has its entry: the name of a log ends with its shard. */
        static Place of(TlogProof proof) {
            String origin = proof.checkpoint().checkpoint().origin();
            return new Place(
                    Integer.parseInt(origin.substring(origin.lastIndexOf('/') + 1)), proof.index());
        }
    }

    /**
     * What an erasure came to.
     *
     * @param term {@code erased}, or {@code held} where a hold was open
     * @param entries whose evidence was erased
     */
    public record Outcome(String term, long entries) {}

    /** The pseudonym; empty where there was none, or it was erased. */
    public Optional<String> subject() {
        return Optional.ofNullable(evidence.get(PartName.SUBJECT)).map(Evidence::pseudonymOf);
    }

    /** What the client supplied, or who acted and for which case. */
    public Optional<EvidencePart> context() {
        return Optional.ofNullable(evidence.get(PartName.CONTEXT));
    }

    PersonEntry personEntry() {
        return new PersonEntry(place.shard(), place.index(), entry);
    }

    /** A text of the context; empty where there is none. */
    public Optional<String> contextText(String name) {
        return context()
                .map(part -> part.value().members().get(name))
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value());
    }
}
