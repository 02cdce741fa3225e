package dev.consentledger.reporting.ledger;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Gives answers back where the question came from: Hibernate Reactive goes on there alone. */
final class CallersContext {

    private CallersContext() {}

    /** Runs on the Vert.x context of whoever calls this now; on the thread itself without one. */
    static Executor executor() {
        Context context = Vertx.currentContext();
        return context == null
                ? Runnable::run
                : command -> context.runOnContext(ignored -> command.run());
    }
}
