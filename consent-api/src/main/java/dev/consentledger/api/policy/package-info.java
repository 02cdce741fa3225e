/**
 * Policies and sites as the operator writes them: read at start-up, checked, never half accepted.
 */
package dev.consentledger.api.policy;
