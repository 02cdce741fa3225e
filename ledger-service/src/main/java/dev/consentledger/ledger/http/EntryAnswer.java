package dev.consentledger.ledger.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.consentledger.ledger.lookup.Found;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of an event. Has nothing of its evidence. */
@Schema(name = "Event")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryAnswer(
        UUID eventId,
        @Schema(
                        enumeration = {"appended", "waiting"},
                        description =
                                "waiting: not in the ledger yet, and records wait that may hold it")
                String status,
        @Schema(
                        description =
                                "Where it stands. More than one only where several subjects used one"
                                        + " id")
                List<Place> entries,
        @Schema(description = "Later records with this id that say the same; at most 100 are told")
                long duplicates,
        @Schema(
                        description =
                                "Later records with this id that say something else; at most 100"
                                        + " are told. They made no entry, and are kept")
                List<Conflict> conflicts) {

    /** Where an entry stands in the ledger. */
    public record Place(
            int epoch,
            int shard,
            @Schema(description = "Position in the shard's tree, from 0") long index,
            @Schema(description = "What the entry is, such as consent") String kind,
            String site,
            @Schema(description = "RFC 6962 leaf hash of the entry's bytes, hex") String leafHash) {

        static Place of(Found.Place place) {
            return new Place(
                    place.epoch(),
                    place.shard(),
                    place.index(),
                    place.kind(),
                    place.site(),
                    place.leafHash().toHex());
        }
    }

    /** A record that was not appended, because its id was taken by an event that differs. */
    public record Conflict(
            int epoch,
            int shard,
            @Schema(description = "Of the record in its partition") long offset,
            @Schema(description = "Of the entry that was there first") long index) {

        static Conflict of(Found.Repetition repetition) {
            return new Conflict(
                    repetition.epoch(),
                    repetition.shard(),
                    repetition.offset(),
                    repetition.index());
        }
    }

    static EntryAnswer waiting(UUID eventId) {
        return new EntryAnswer(eventId, "waiting", List.of(), 0, List.of());
    }

    static EntryAnswer appended(UUID eventId, Found found) {
        return new EntryAnswer(
                eventId,
                "appended",
                found.entries().stream().map(Place::of).toList(),
                found.repetitions().stream().filter(one -> !one.conflicting()).count(),
                found.repetitions().stream()
                        .filter(Found.Repetition::conflicting)
                        .map(Conflict::of)
                        .toList());
    }
}
