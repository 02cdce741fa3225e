/** A tree's size and root, signed (C2SP tlog-checkpoint). */
package dev.consentledger.core.checkpoint;
