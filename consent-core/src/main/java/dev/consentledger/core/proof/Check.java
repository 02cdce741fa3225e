package dev.consentledger.core.proof;

/**
 * One thing that was looked at.
 *
 * @param required whether a proof is accepted only if this has passed
 * @param why one sentence for whoever has to explain the outcome
 */
public record Check(Name name, Outcome outcome, boolean required, String why) {

    /** What is looked at, in this order. */
    public enum Name {
        /** The proof is written as its format says. */
        FORMAT("format"),
        /** The entry's hash leads over the path to the checkpoint's root. */
        INCLUSION("inclusion"),
        /** The checkpoint is of a log that is trusted, and signed by it. */
        LOG_SIGNATURE("log-signature"),
        /** Witnesses that are trusted have seen the checkpoint: the entry existed by then. */
        WITNESSES("witnesses");

        private final String term;

        Name(String term) {
            this.term = term;
        }

        /** The name in texts and in JSON. */
        public String term() {
            return term;
        }
    }

    /** How it came out. */
    public enum Outcome {
        PASSED("passed"),
        /** It is wrong: somebody has changed something, or claims what is not so. */
        FAILED("failed"),
        /** It may be right; what is there does not show it. */
        NOT_ESTABLISHED("not established");

        private final String term;

        Outcome(String term) {
            this.term = term;
        }

        /** The name in texts and in JSON. */
        public String term() {
            return term;
        }
    }
}
