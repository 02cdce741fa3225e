package dev.consentledger.ledger;

import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.erasure.Tombstones;
import dev.consentledger.ledger.kafka.Clients;
import dev.consentledger.ledger.kafka.ControlReader;
import dev.consentledger.ledger.kafka.ControlWriter;
import dev.consentledger.ledger.kafka.Topics;
import dev.consentledger.ledger.lookup.ShardState;
import dev.consentledger.ledger.statement.StatementObserver;
import dev.consentledger.ledger.statement.Statements;
import dev.consentledger.ledger.statement.Submission;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts together what the control topic is read and written for. */
final class Recovery {

    private final Topics topics;
    private final Statements statements;
    private final Tombstones tombstones;
    private final ControlReader reader;
    private final ControlWriter writer;

    /**
     * @throws CannotStart where the operators' file is not as it has to be
     */
    Recovery(
            LedgerConfig config,
            Clients clients,
            Topics topics,
            Origins origins,
            Shards shards,
            StatementObserver observer,
            Tombstones tombstones) {
        this.topics = topics;
        this.statements =
                new Statements(
                        OperatorsFile.read(config.operatorsFile()),
                        origins,
                        config.shards(),
                        shards,
                        observer);
        this.tombstones = tombstones;
        this.reader = new ControlReader(clients::reader, topics.control(), this::read);
        this.writer = new ControlWriter(clients::producer, topics.control());
    }

    /** A statement can be taken back; a tombstone cannot. */
    private void read(byte[] key, Optional<byte[]> value) {
        value.ifPresentOrElse(
                bytes -> {
                    statements.read(key, bytes);
                    tombstones.read(key, bytes);
                },
                () -> statements.withdraw(key));
    }

    /** Returns when everything is known that stands on the control topic now. */
    void readToEnd() {
        reader.readToEnd();
        tombstones.begin();
    }

    Statements statements() {
        return statements;
    }

    ControlReader reader() {
        return reader;
    }

    Submission submission(Supplier<Uni<List<ShardState>>> heads) {
        return new Submission(
                statements,
                heads,
                () -> onWorker(Unchecked.supplier(topics::begin)),
                signed -> onWorker(Unchecked.supplier(() -> write(signed))));
    }

    private Void write(SignedStatement signed) throws Exception {
        writer.write(signed);
        return null;
    }

    private static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
