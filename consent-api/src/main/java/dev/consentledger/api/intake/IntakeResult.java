package dev.consentledger.api.intake;

import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Evidence;

/** What became of a request, before anything is stored. */
public sealed interface IntakeResult {

    /** To be stored: both go into one record. */
    record Accepted(ConsentEntry entry, Evidence evidence) implements IntakeResult {}

    /** To be answered with a problem. */
    record Refused(Rejection rejection) implements IntakeResult {}
}
