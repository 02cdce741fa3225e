package dev.consentledger.reporting.regulator;

import dev.consentledger.core.entry.Term;
import java.io.Serial;
import java.util.Locale;

/** A link was good, and opens nothing any more. */
public final class LinkEnded extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final Why why;

    /** What has ended it. */
    public enum Why implements Term {
        EXPIRED,
        REVOKED,
        CASE_CLOSED;

        private final String term = name().toLowerCase(Locale.ROOT);

        @Override
        public String term() {
            return term;
        }
    }

    LinkEnded(Why why) {
        super("the link has ended: " + why.term(), null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
