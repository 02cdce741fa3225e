package dev.consentledger.api.intake;

import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.json.Json;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Collects what an entry commits to, each part under a salt of its own. */
record EvidenceMaker(RandomGenerator random) {

    /**
     * The evidence of an event.
     *
     * @param odd whether the decisions were not recorded as they were sent, and are kept here
     */
    Evidence of(
            ConsentRequest request,
            boolean odd,
            Observation observation,
            Optional<UserAgent> agent) {
        return new Evidence(
                request.subject()
                        .map(subject -> part(Json.object().put("subject", subject).build())),
                part(context(request, odd)),
                part(observation.evidence(agent)));
    }

    private static Json.Obj context(ConsentRequest request, boolean odd) {
        ConsentRequest.Context context = request.context();
        Json.ObjBuilder value =
                Json.object()
                        .putIfPresent("url", context.url())
                        .putIfPresent("language", context.language())
                        .putIfPresent("jurisdiction", context.jurisdiction())
                        .putIfPresent(
                                "noticeEventId", context.noticeEventId().map(Object::toString))
                        .putIfPresent("gpp", context.gpp())
                        .putIfPresent("tc", context.tc());
        context.bannerVersion().written().ifPresent(v -> value.put("bannerVersion", v));
        context.layer().ifPresent(layer -> value.put("layer", layer));
        if (request.policyVersion() instanceof VersionName.Illegal illegal) {
            value.put("policyVersion", illegal.value());
        }
        if (odd) {
            Json.ObjBuilder decisions = Json.object();
            request.decisions().forEach((id, decision) -> decisions.put(id, decision.term()));
            value.put("decisions", decisions.build());
        }
        return value.build();
    }

    private EvidencePart part(Json.Obj value) {
        return EvidencePart.salted(value, random);
    }
}
