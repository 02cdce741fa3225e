package dev.consentledger.reporting.proof;

import dev.consentledger.core.proof.Check.Outcome;

/**
 * One thing that was checked.
 *
 * @param why one sentence, for whoever has to explain the outcome
 */
public record CheckResult(CheckName name, Outcome outcome, String why) {}
