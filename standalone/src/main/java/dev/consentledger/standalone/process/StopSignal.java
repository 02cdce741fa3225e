package dev.consentledger.standalone.process;

/**
 * The signal that ends a server in order: SIGTERM for a JVM, SIGINT for PostgreSQL (a fast
 * shutdown).
 */
public enum StopSignal {
    TERM,
    INT
}
