package dev.consentledger.ledger.http;

import dev.consentledger.core.merkle.Hash;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who may read the entries of a log: everybody where the operator has opened them, else whoever
 * shows the auditor's token (RFC 6750, section 2.1). Thread-safe.
 */
public final class EntryAccess {

    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"entries\"";

    private final boolean open;
    private final Optional<Hash> token;

    /**
     * @param token absent where nobody has the role
     */
    public EntryAccess(boolean open, Optional<byte[]> token) {
        this.open = open;
        this.token = token.map(Hash::sha256);
    }

    /** Whether nobody has to show anything, so that answers may be kept for others. */
    boolean isOpen() {
        return open;
    }

    /**
     * Lets pass whoever may read the entries.
     *
     * @param authorization the header, if there was one
     * @throws HttpProblem for all others
     */
    void require(Optional<String> authorization) {
        if (open) {
            return;
        }
        Hash expected = token.orElseThrow(EntryAccess::closed);
        String shown = authorization.flatMap(EntryAccess::bearer).orElseThrow(EntryAccess::missing);
        // Hashes are compared in the same time wherever they differ, and have the same length.
        if (!Hash.sha256(shown.getBytes(StandardCharsets.UTF_8)).equals(expected)) {
            throw wrong();
        }
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static HttpProblem closed() {
        return Problems.problem("entries-closed", Status.FORBIDDEN, "The entries are not open")
                .withDetail(
                        "This ledger shows the entries of its logs to nobody. Tiles, checkpoints"
                                + " and the proofs of single events are open.")
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static HttpProblem missing() {
        return unauthorized(
                "auditor-token-missing",
                "Entries are for auditors",
                "Send the auditor's token as Authorization: Bearer <token>. Tiles, checkpoints and"
                        + " the proofs of single events are open.",
                CHALLENGE);
    }

    /** RFC 6750, section 3.1: 401, because a right token would help; 403 is for a lesser role. */
    private static HttpProblem wrong() {
        return unauthorized(
                "auditor-token-wrong",
                "This is not the auditor's token",
                "Compare it with the one that the operator has given you.",
                CHALLENGE + ", error=\"invalid_token\"");
    }

    private static HttpProblem unauthorized(
            String slug, String title, String detail, String challenge) {
        return Problems.problem(slug, Status.UNAUTHORIZED, title)
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
