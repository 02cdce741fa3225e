package dev.consentledger.api.http;

import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.json.Json;

/** The one place where a rejection becomes a problem document (RFC 9457, section 3). */
final class ProblemBody {

    static final String MEDIA_TYPE = "application/problem+json";

    /** The broker was asked for ten seconds already; a moment later it may be back. */
    static final String RETRY_AFTER_SECONDS = "5";

    /** The queue in front of the broker empties in a fraction of this. */
    static final String RETRY_AFTER_OVERLOAD_SECONDS = "1";

    private ProblemBody() {}

    static byte[] of(Rejection rejection) {
        Json.ObjBuilder problem =
                Json.object()
                        .put("type", rejection.type().uri())
                        .put("title", rejection.type().title())
                        .put("status", rejection.type().status())
                        .put("detail", rejection.detail())
                        .putIfPresent("pointer", rejection.pointer());
        rejection.extensions().forEach(problem::put);
        return problem.build().canonicalBytes();
    }
}
