/** A request becomes an entry and its evidence, or a rejection. Pure; time and chance are given. */
package dev.consentledger.api.intake;
