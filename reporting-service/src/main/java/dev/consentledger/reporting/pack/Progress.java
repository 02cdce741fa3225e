package dev.consentledger.reporting.pack;

/** How far a job is. Whatever is said here may end the job with {@link JobStopped}. */
public interface Progress {

    /**
     * So much was looked at.
     *
     * @param done places in the ledger
     * @param of all that there are
     * @param entries how many of them are in the pack
     */
    void at(long done, long of, long entries);

    /** Waits a moment, because something is not there yet. */
    void pause();
}
