package dev.consentledger.reporting.pack;

import java.io.Serial;

/** The job was cancelled, or another instance has it, or the service stops. Nothing is wrong. */
public final class JobStopped extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public JobStopped() {
        super("the job is not ours any more", null, false, false);
    }
}
