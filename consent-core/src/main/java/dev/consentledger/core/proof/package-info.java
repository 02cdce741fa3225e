/** That an entry is in the ledger, for somebody who trusts nothing but keys they have. */
package dev.consentledger.core.proof;
