package dev.consentledger.standalone.process;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * One server that can be stopped, killed and started again, on the same port and with the same
 * files. Methods block until what they say has happened and may be called from any thread.
 */
public interface StandProcess {
    /** What a person calls it: {@code broker}, {@code postgres}, {@code ledger-service}. */
    String name();

    /** Its TCP port on 127.0.0.1. */
    int port();

    /** Process id of the server that runs now or ran last. */
    long pid();

    boolean isAlive();

    /** Its log file. */
    Path log();

    /** Ends it at once, as {@code kill -9} does. No effect on one that has ended. */
    void kill();

    /** Ends it in its own orderly way. No effect on one that has ended. */
    void stop();

    /**
     * Starts it, after an orderly stop if it still runs, and returns when it answers.
     *
     * @throws CannotStart when it does not come up, with the end of its log in the message
     */
    void restart();

    /** Completes with the exit code when the server that runs now ends, for whatever reason. */
    CompletionStage<Integer> ended();
}
