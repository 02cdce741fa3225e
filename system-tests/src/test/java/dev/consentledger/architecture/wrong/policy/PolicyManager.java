package dev.consentledger.architecture.wrong.policy;

import dev.consentledger.architecture.wrong.intake.Intake;

/** Closes a cycle of packages. */
public record PolicyManager(Intake intake) {}
