/** What operators sign: statements that the ledger acts on, and that anybody can verify. */
package dev.consentledger.core.statement;
