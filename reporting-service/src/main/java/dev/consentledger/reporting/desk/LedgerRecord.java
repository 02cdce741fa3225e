package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.timeline.PersonEntry;
import java.util.Optional;

/**
 * An entry about a person as the ledger has it, with what is left of its evidence.
 *
 * @param subject the pseudonym; empty where there was none, or it was erased
 * @param context what the client supplied, or who acted and for which case
 * @param outcome of an erasure
 */
public record LedgerRecord(
        Place place,
        EvidencedEntry entry,
        Optional<String> subject,
        Optional<EvidencePart> context,
        Optional<Outcome> outcome) {

    /** Where an entry stands in the ledger. */
    public record Place(int shard, long index) {}

    /**
     * What an erasure came to.
     *
     * @param term {@code erased}, or {@code held} where a hold was open
     * @param entries whose evidence was erased
     */
    public record Outcome(String term, long entries) {}

    PersonEntry personEntry() {
        return new PersonEntry(place.shard(), place.index(), entry);
    }

    /** A text of the context; empty where there is none. */
    public Optional<String> contextText(String name) {
        return context.map(part -> part.value().members().get(name))
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value());
    }
}
