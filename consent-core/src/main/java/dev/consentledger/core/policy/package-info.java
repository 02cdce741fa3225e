/** A policy as decisions need it, read from the canonical bytes that were published. */
package dev.consentledger.core.policy;
