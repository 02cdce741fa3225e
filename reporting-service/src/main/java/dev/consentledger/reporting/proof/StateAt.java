package dev.consentledger.reporting.proof;

import java.time.Instant;
import java.util.List;

/** Where the person stood at the date asked, as far as the ledger knows today. */
public sealed interface StateAt {

    /** The date asked. */
    Instant asOf();

    /** It is known, in the order of the policy's categories. */
    record Known(Instant asOf, List<CategoryState> categories) implements StateAt {
        public Known {
            categories = List.copyOf(categories);
        }
    }

    /**
     * It cannot be told.
     *
     * @param why one sentence: the visitor had no pseudonym, or it has been erased
     */
    record Unknown(Instant asOf, String why) implements StateAt {}
}
