/**
 * What a site's own declarations and events make a data protection officer ask. Pure: documents and
 * counts go in, questions come out. {@link dev.consentledger.reporting.findings.Findings} has the
 * list of the rules.
 */
package dev.consentledger.reporting.findings;
