/** Work that goes over all entries of the ledger, and is asked for, watched and begun again. */
package dev.consentledger.reporting.job;
