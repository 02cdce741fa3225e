/**
 * The users of a file, for whoever has no OpenID Connect: who they are, how they are known again,
 * and how often somebody may guess. Knows nothing of HTTP.
 */
package dev.consentledger.reporting.users;
