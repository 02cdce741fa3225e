package dev.consentledger.ledger;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Says to the operator what is wrong with the configuration, without the stack trace of the
 * framework in which it came to light. Everything else is logged as it is.
 */
@LoggingFilter(name = "start-failure")
public final class StartFailureFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord line) {
        for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart) {
                line.setThrown(null);
                line.setParameters(null);
                line.setMessage("ledger-service was not started. " + cause.getMessage());
                return true;
            }
        }
        return true;
    }
}
