package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.pack.Sample;
import dev.consentledger.reporting.pack.PackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An audit pack, and how far it is. */
@Schema(name = "AuditPack")
public record PackAnswer(
        UUID id,
        String site,
        @JsonProperty("case") UUID inCase,
        String reference,
        String orderedBy,
        Instant orderedAt,
        @Schema(description = "Of a person's pack: how the person was found")
                Optional<String> matchedBy,
        @Schema(description = "Of a period's pack") Optional<Instant> from,
        @Schema(description = "Of a period's pack; not in it") Optional<Instant> to,
        List<String> withheld,
        @Schema(description = "Whether it has the evidence of persons who have restricted its use")
                boolean restricted,
        Optional<Sample> sample,
        @Schema(enumeration = {"waiting", "running", "done", "failed", "cancelled", "outdated"})
                String state,
        @Schema(description = "Places in the ledger that were looked at") long done,
        @Schema(description = "Of so many; 0 before it has begun") long of,
        @Schema(description = "Entries that are in it so far") long entries,
        @Schema(description = "Places that are looked at in a second") OptionalLong perSecond,
        Optional<Instant> expectedEnd,
        Optional<Instant> finishedAt,
        @Schema(description = "Size of the file") Optional<Long> bytes,
        @Schema(description = "SHA-256 of the file") Optional<String> sha256) {

    static PackAnswer of(PackStatus pack, Instant now) {
        PackOrder order = pack.order();
        Optional<PackQuestion.Period> period =
                order.question() instanceof PackQuestion.Period asked
                        ? Optional.of(asked)
                        : Optional.empty();
        return new PackAnswer(
                order.id(),
                order.site(),
                pack.inCase(),
                order.reference(),
                order.by(),
                order.orderedAt(),
                order.question() instanceof PackQuestion.Person person
                        ? Optional.of(person.matchedBy())
                        : Optional.empty(),
                period.map(PackQuestion.Period::from),
                period.map(PackQuestion.Period::to),
                order.withheld().stream().sorted().map(PartName::term).toList(),
                order.restricted(),
                order.sample(),
                pack.state().term(),
                pack.done(),
                pack.of(),
                pack.entries(),
                pack.perSecond(now),
                pack.expectedEnd(now),
                pack.finishedAt(),
                pack.file().map(PackStatus.FileSum::bytes),
                pack.file().map(file -> file.sha256().toHex()));
    }
}
