package dev.consentledger.ledger.reading;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The keys of the logs, as the ledger has them. Fails where the database does not answer. */
public interface PublishedKeys {

    /** Those that sign now, by shard; several of a shard while its key changes. */
    Uni<List<VerifierKey>> signing();

    /** All that ever signed, each with the sizes that it may sign, by epoch and shard. */
    Uni<List<LogKey>> ever();
}
