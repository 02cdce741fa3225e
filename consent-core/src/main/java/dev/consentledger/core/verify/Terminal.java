package dev.consentledger.core.verify;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;

/**
 * What a command meets of the world beside its files.
 *
 * @param out for results
 * @param err for progress and errors
 */
record Terminal(PrintStream out, PrintStream err, Clock clock, Pause pause) {

    /** Waits; ends early with an exception where the program is to end. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }
}
