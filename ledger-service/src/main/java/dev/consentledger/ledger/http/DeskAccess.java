package dev.consentledger.ledger.http;

import dev.consentledger.ledger.http.BearerToken.Refusal;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;

/** Who may read evidence: reporting-service alone, which shows the desk's token. Thread-safe. */
public final class DeskAccess {

    private static final Refusal NONE =
            new Refusal(
                    "desk-closed",
                    "Evidence is not read here",
                    "This ledger has no token for a desk, and shows evidence to nobody.");
    private static final Refusal MISSING =
            new Refusal(
                    "desk-token-missing",
                    "Evidence is for the desk",
                    "This is for reporting-service, which sends the desk's token as Authorization:"
                            + " Bearer <token>. People ask there.");
    private static final Refusal WRONG =
            new Refusal(
                    "desk-token-wrong",
                    "This is not the desk's token",
                    "CONSENT_DESK_TOKEN_FILE has to name the same token for ledger-service and"
                            + " reporting-service.");

    private final BearerToken token;

    /**
     * @param token absent where there is no desk
     */
    public DeskAccess(Optional<byte[]> token) {
        this.token = new BearerToken(token, "desk", NONE, MISSING, WRONG);
    }

    /**
     * Lets pass whoever may read evidence.
     *
     * @param authorization the header, if there was one
     * @throws HttpProblem for all others
     */
    void require(Optional<String> authorization) {
        token.require(authorization);
    }
}
