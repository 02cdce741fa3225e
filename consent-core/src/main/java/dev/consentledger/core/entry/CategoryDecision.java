package dev.consentledger.core.entry;

/** What was decided for one category, under which mechanism, and by which signal. */
public record CategoryDecision(Decision decision, Mechanism mechanism, Signal signal) {}
