/** Records that consents have expired: once for each grant whose validity is over. */
package dev.consentledger.reporting.expiry;
