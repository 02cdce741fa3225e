/** From records to leaves: what is appended, in which order, and what becomes of the rest. Pure. */
package dev.consentledger.core.log;
