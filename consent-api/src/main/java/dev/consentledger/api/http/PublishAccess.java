package dev.consentledger.api.http;

import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who may publish: administrators, who show a token (RFC 6750, section 2.1). Without a token here
 * nobody may. Thread-safe.
 */
public final class PublishAccess {

    private static final String SCHEME = "bearer ";
    private static final String REALM = "Bearer realm=\"publishing\"";

    private final Optional<Hash> token;

    /**
     * @param token absent where nobody may publish
     */
    public PublishAccess(Optional<byte[]> token) {
        this.token = token.map(Hash::sha256);
    }

    /**
     * Why somebody may not publish; empty for whoever may.
     *
     * @param authorization the header, if there was one
     */
    Optional<Rejection> refusal(Optional<String> authorization) {
        if (token.isEmpty()) {
            return refused(
                    ProblemType.PUBLISHING_CLOSED,
                    "This instance has no token for publishing. Set CONSENT_PUBLISH_TOKEN_FILE, or"
                            + " publish from files.");
        }
        Optional<String> shown = authorization.flatMap(PublishAccess::bearer);
        if (shown.isEmpty()) {
            return refused(
                    ProblemType.PUBLISH_TOKEN_MISSING,
                    "Send the token for publishing as Authorization: Bearer <token>.");
        }
        // Hashes are compared in the same time wherever they differ, and have the same length.
        return Hash.sha256(shown.get().getBytes(StandardCharsets.UTF_8)).equals(token.get())
                ? Optional.empty()
                : refused(
                        ProblemType.PUBLISH_TOKEN_WRONG,
                        "The token is not the one in CONSENT_PUBLISH_TOKEN_FILE. Compare them.");
    }

    /** What a client is told to show (RFC 6750, section 3); empty where no token would help. */
    static Optional<String> challenge(Rejection rejection) {
        return switch (rejection.type()) {
            case PUBLISH_TOKEN_MISSING -> Optional.of(REALM);
            case PUBLISH_TOKEN_WRONG -> Optional.of(REALM + ", error=\"invalid_token\"");
            default -> Optional.empty();
        };
    }

    private static Optional<Rejection> refused(ProblemType type, String detail) {
        return Optional.of(Rejection.of(type, detail));
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
