package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Json;
import java.util.Optional;

/**
 * What a record shows of a consent's evidence.
 *
 * @param subject the pseudonym
 * @param context what the client supplied
 * @param observed what the server saw
 */
public record DisclosedEvidence(
        DisclosedPart subject, DisclosedPart context, DisclosedPart observed) {

    /**
     * @throws IllegalArgumentException where a part is absent that every consent has
     */
    public DisclosedEvidence {
        if (context instanceof DisclosedPart.Absent || observed instanceof DisclosedPart.Absent) {
            throw new IllegalArgumentException("only the subject can be absent");
        }
    }

    public DisclosedPart part(PartName name) {
        return switch (name) {
            case SUBJECT -> subject;
            case CONTEXT -> context;
            case OBSERVED -> observed;
        };
    }

    /** The part itself, where it is shown. */
    public Optional<EvidencePart> disclosed(PartName name) {
        return part(name) instanceof DisclosedPart.Disclosed shown
                ? Optional.of(shown.part())
                : Optional.empty();
    }

    /** The pseudonym, where it is shown. */
    public Optional<String> pseudonym() {
        return disclosed(PartName.SUBJECT)
                .map(part -> part.value().members().get("subject"))
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value());
    }
}
