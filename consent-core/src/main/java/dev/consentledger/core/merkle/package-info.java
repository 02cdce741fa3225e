/** The Merkle tree of RFC 6962 and RFC 9162, section 2.1. */
package dev.consentledger.core.merkle;
