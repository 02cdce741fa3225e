package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.PublicationEntry;

/** A policy or banner that a site has published, with its document's canonical bytes. */
public record Publication(long index, PublicationEntry entry, byte[] document) {}
