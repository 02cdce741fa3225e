/**
 * The audit pack: many entries of a site in one file, with what shows that the ledger has them.
 * What stands here is shared by who writes packs and who verifies them; files are their matter.
 */
package dev.consentledger.core.pack;
