/** A service that breaks every architecture rule. Never run; the rules are tried on it. */
package dev.consentledger.architecture.wrong;
