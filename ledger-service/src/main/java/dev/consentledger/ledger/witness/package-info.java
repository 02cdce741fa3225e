/** Has others cosign the checkpoints (C2SP tlog-witness), and hears what they have seen. */
package dev.consentledger.ledger.witness;
