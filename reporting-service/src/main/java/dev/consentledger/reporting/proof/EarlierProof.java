package dev.consentledger.reporting.proof;

import dev.consentledger.core.proof.TlogProof;

/**
 * A second proof of the same entry, under an older checkpoint than the newest: it dates the entry
 * closer. Immutable.
 */
public record EarlierProof(Kind kind, TlogProof proof) {

    /** Which checkpoint it is under. */
    public enum Kind {
        /** The earliest that covers the entry and that a witness has cosigned. */
        COSIGNED("cosigned"),
        /** The earliest that covers the entry; no witness has cosigned any. */
        EARLIEST("earliest");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        /** The name in files and texts. */
        public String term() {
            return term;
        }
    }
}
