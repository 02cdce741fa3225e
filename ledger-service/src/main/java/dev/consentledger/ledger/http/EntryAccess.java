package dev.consentledger.ledger.http;

import dev.consentledger.ledger.http.BearerToken.Refusal;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;

/**
 * Who may read the entries of a log: everybody where the operator has opened them, else whoever
 * shows the auditor's token. Thread-safe.
 */
public final class EntryAccess {

    private static final Refusal NONE =
            new Refusal(
                    "entries-closed",
                    "The entries are not open",
                    "This ledger shows the entries of its logs to nobody. Tiles, checkpoints"
                            + " and the proofs of single events are open.");
    private static final Refusal MISSING =
            new Refusal(
                    "auditor-token-missing",
                    "Entries are for auditors",
                    "Send the auditor's token as Authorization: Bearer <token>. Tiles, checkpoints"
                            + " and the proofs of single events are open.");
    private static final Refusal WRONG =
            new Refusal(
                    "auditor-token-wrong",
                    "This is not the auditor's token",
                    "Compare it with the one that the operator has given you.");

    private final boolean open;
    private final BearerToken token;

    /**
     * @param token absent where nobody has the role
     */
    public EntryAccess(boolean open, Optional<byte[]> token) {
        this.open = open;
        this.token = new BearerToken(token, "entries", NONE, MISSING, WRONG);
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
        if (!open) {
            token.require(authorization);
        }
    }
}
