package dev.consentledger.core.verify;

/** Says every two seconds how far something has come. For one thread. */
final class Progress {

    private static final long INTERVAL_MS = 2_000;

    private final Terminal terminal;
    private final long total;
    private final boolean quiet;
    private final long startMs;
    private long nextMs;

    Progress(Terminal terminal, long total, boolean quiet) {
        this.terminal = terminal;
        this.total = total;
        this.quiet = quiet;
        this.startMs = terminal.clock().millis();
        this.nextMs = startMs + INTERVAL_MS;
    }

    void at(long entries) {
        long nowMs = terminal.clock().millis();
        if (quiet || nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + INTERVAL_MS;
        terminal.err()
                .printf(
                        "%d of %d entries, %d entries/s%n",
                        entries, total, perSecond(entries, nowMs - startMs));
    }

    /** Since the beginning. */
    long milliseconds() {
        return Math.max(1, terminal.clock().millis() - startMs);
    }

    static long perSecond(long entries, long milliseconds) {
        return entries * 1000 / Math.max(1, milliseconds);
    }
}
