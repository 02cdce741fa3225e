package dev.consentledger.ledger.append;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.json.Json;
import java.util.Optional;

/** The account of a site, as a link's context names it. Pure. */
public final class Account {

    private static final String MEMBER = "account";

    private Account() {}

    /** Absent where the context names none, or not as a text. */
    public static Optional<String> in(EvidencePart context) {
        return context.value().members().get(MEMBER) instanceof Json.Str account
                ? Optional.of(account.value())
                : Optional.empty();
    }
}
