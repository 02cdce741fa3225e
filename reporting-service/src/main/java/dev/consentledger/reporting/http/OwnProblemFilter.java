package dev.consentledger.reporting.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Warns of a problem that this service answers of its own accord (not yet covered, ledger away), in
 * one line without a stack: whoever reads the log has no defect to look for. Everything else is
 * logged as it is.
 */
@LoggingFilter(name = "own-problem")
public final class OwnProblemFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getThrown() instanceof HttpProblem) {
            line.setThrown(null);
            line.setLevel(Level.WARNING);
        }
        return true;
    }
}
