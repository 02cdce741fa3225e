package dev.consentledger.api.problem;

/**
 * The kinds of problems that this service answers with (RFC 9457, section 3.1.1). A type's address
 * is stable; {@code docs/reference/problems.md} has a section for each.
 */
public enum ProblemType {
    MALFORMED_JSON("malformed-json", "The body is not JSON", 400),
    UNKNOWN_FIELD("unknown-field", "There is no such field", 400),
    MISSING_FIELD("missing-field", "A field is missing", 400),
    WRONG_TYPE("wrong-type", "A field has the wrong JSON type", 400),
    INVALID_VALUE("invalid-value", "A field has a value that it cannot have", 400),
    INVALID_EVENT_ID("invalid-event-id", "The id is not a UUID", 400),
    INVALID_TIME("invalid-time", "The time is not an RFC 3339 time", 400),
    MISSING_SUBJECT("missing-subject", "A choice needs a subject", 400),
    DIRECT_IDENTIFIER("direct-identifier", "The subject looks like a direct identifier", 400),
    UNSUPPORTED_ACTION("unsupported-action", "Clients cannot send this action", 400),

    UNKNOWN_SITE("unknown-site", "There is no such site", 422),
    UNKNOWN_POLICY_VERSION("unknown-policy-version", "The site has no such policy version", 422),
    POLICY_NOT_IN_FORCE("policy-not-in-force", "The policy version was not in force", 422),
    UNKNOWN_BANNER_VERSION("unknown-banner-version", "The site has no such banner version", 422),
    UNKNOWN_CATEGORY("unknown-category", "The policy has no such category", 422),
    NECESSARY_REFUSED("necessary-refused", "A necessary category cannot be refused", 422),
    MISSING_DECISION("missing-decision", "A category without a decision", 422),
    CONTRADICTORY_DECISIONS("contradictory-decisions", "The decisions contradict the action", 422),
    NO_CONSENT_ASKED("no-consent-asked", "The site asks for no consent", 422),
    NOTICES_NOT_RECORDED("notices-not-recorded", "The site does not have notices recorded", 422),

    ORIGIN_NOT_ALLOWED("origin-not-allowed", "The page's origin is not one of the site's", 403),
    BODY_TOO_LARGE("body-too-large", "The body is too large", 413),
    OVERLOADED("overloaded", "Too many events at once", 429),
    BROKER_UNAVAILABLE("broker-unavailable", "The event could not be stored", 503),

    BAD_REQUEST("bad-request", "The request is not valid HTTP", 400),
    INVALID_DOCUMENT("invalid-document", "The document has mistakes", 422),
    VERSION_PUBLISHED("version-published", "The version was published with another content", 409),
    PUBLISH_TOKEN_MISSING("publish-token-missing", "Publishing is for administrators", 401),
    PUBLISH_TOKEN_WRONG("publish-token-wrong", "The token is not the one for publishing", 401),
    PUBLISHING_CLOSED("publishing-closed", "Nothing is published over HTTP here", 403),

    SITE_NOT_FOUND("site-not-found", "There is no such site here", 404),
    NOT_FOUND("not-found", "There is nothing here", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "The method is not allowed here", 405),
    NOT_ACCEPTABLE("not-acceptable", "The answer is not available in an accepted form", 406),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body is of an unsupported type", 415),
    INTERNAL_ERROR("internal-error", "The service failed", 500);

    private static final String BASE = "https://consentledger.dev/problems/";

    private final String slug;
    private final String title;
    private final int status;

    ProblemType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    /** The last part of its address, and its name in metrics. */
    public String slug() {
        return slug;
    }

    /** Its address: the problem's {@code type}. */
    public String uri() {
        return BASE + slug;
    }

    public String title() {
        return title;
    }

    /** The HTTP status that it is answered with. */
    public int status() {
        return status;
    }
}
