package dev.consentledger.core.pack;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a pack was asked for. Names nobody whom entries are about. Immutable.
 *
 * @param reference the case's, in the controller's files
 * @param by who ordered it, in which role
 * @param withheld parts of the evidence that are left out
 * @param restricted whether the evidence of persons who have restricted its use is in it, too
 */
public record PackOrder(
        UUID id,
        String site,
        String reference,
        String by,
        String role,
        Instant orderedAt,
        PackQuestion question,
        Set<PartName> withheld,
        boolean restricted,
        Optional<Sample> sample) {

    public PackOrder {
        orderedAt = Timestamps.truncate(orderedAt);
        withheld = Set.copyOf(withheld);
    }

    /** Whether the entry at a position is to be there, if the question is for it. */
    public boolean samples(int epoch, int shard, long index) {
        return sample.isEmpty() || sample.get().contains(epoch, shard, index);
    }

    /** As it stands in manifests. */
    public Json.Obj toJson() {
        Json.ObjBuilder object =
                Json.object()
                        .put("id", id.toString())
                        .put("site", site)
                        .put("case", reference)
                        .put("by", by)
                        .put("role", role)
                        .put("orderedAt", Timestamps.format(orderedAt))
                        .put("question", question.toJson())
                        .put("withheld", Members.terms(withheld))
                        .put("restricted", restricted);
        sample.ifPresent(rule -> object.put("sample", rule.toJson()));
        return object.build();
    }

    /** Reads what {@link #toJson} wrote. */
    public static PackOrder read(Fields fields) throws MalformedJson {
        Optional<Fields> sample = fields.optionalObject("sample");
        PackOrder order =
                new PackOrder(
                        Members.id(fields, "id"),
                        fields.string("site"),
                        fields.string("case"),
                        fields.string("by"),
                        fields.string("role"),
                        Members.time(fields, "orderedAt"),
                        PackQuestion.read(fields.object("question")),
                        Members.parts(fields, "withheld"),
                        fields.bool("restricted"),
                        sample.isEmpty()
                                ? Optional.empty()
                                : Optional.of(Sample.read(sample.get())));
        fields.end();
        return order;
    }
}
