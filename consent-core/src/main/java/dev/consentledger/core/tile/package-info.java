/** The tree and its entries in tiles, as they are stored and served (C2SP tlog-tiles). */
package dev.consentledger.core.tile;
