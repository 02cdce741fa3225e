package dev.consentledger.ledger.http;

import dev.consentledger.core.merkle.Hash;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A token that whoever has a role shows with each request (RFC 6750, section 2.1), and how those
 * without it are turned away. Thread-safe.
 */
final class BearerToken {

    private static final String SCHEME = "bearer ";

    private final Optional<Hash> token;
    private final String realm;
    private final Refusal none;
    private final Refusal missing;
    private final Refusal wrong;

    /** What a problem says. */
    record Refusal(String slug, String title, String detail) {}

    /**
     * @param token absent where nobody has the role
     * @param none for whoever asks where nobody has the role
     * @param missing for whoever shows no token
     * @param wrong for whoever shows another one
     */
    BearerToken(
            Optional<byte[]> token, String realm, Refusal none, Refusal missing, Refusal wrong) {
        this.token = token.map(Hash::sha256);
        this.realm = realm;
        this.none = none;
        this.missing = missing;
        this.wrong = wrong;
    }

    /**
     * Lets pass whoever shows the token.
     *
     * @param authorization the header, if there was one
     * @throws HttpProblem for all others
     */
    void require(Optional<String> authorization) {
        Hash expected = token.orElseThrow(() -> problem(none, Status.FORBIDDEN).build());
        String shown =
                authorization
                        .flatMap(BearerToken::bearer)
                        .orElseThrow(() -> unauthorized(missing, ""));
        // Hashes are compared in the same time wherever they differ, and have the same length.
        if (!Hash.sha256(shown.getBytes(StandardCharsets.UTF_8)).equals(expected)) {
            // RFC 6750, section 3.1: 401, because a right token would help; 403 is for a lesser
            // role.
            throw unauthorized(wrong, ", error=\"invalid_token\"");
        }
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private HttpProblem unauthorized(Refusal refusal, String error) {
        return problem(refusal, Status.UNAUTHORIZED)
                .withHeader(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"%s\"".formatted(realm) + error)
                .build();
    }

    private static HttpProblem.Builder problem(Refusal refusal, Status status) {
        return Problems.problem(refusal.slug(), status, refusal.title())
                .withDetail(refusal.detail())
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
