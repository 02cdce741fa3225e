package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.site.Sites;
import jakarta.enterprise.context.RequestScoped;

/** Who sends the present request, as {@link CallerFilter} has found out. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    CurrentCaller(Sites sites) {
        caller = Caller.unknown(sites);
    }

    /** The caller; ask it with {@code require} before anything else is done. */
    public Caller get() {
        return caller;
    }

    void set(Caller caller) {
        this.caller = caller;
    }
}
