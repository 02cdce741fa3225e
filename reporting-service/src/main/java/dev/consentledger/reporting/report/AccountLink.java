package dev.consentledger.reporting.report;

import dev.consentledger.core.merkle.Hash;

/** An account of a site and one of the subjects that were linked to it. */
public record AccountLink(String site, Hash account, Hash subject) {}
