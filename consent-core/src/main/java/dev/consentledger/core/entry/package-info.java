/**
 * Entry and evidence, version 1: what is recorded, the bytes it has, and how an id, a partition and
 * a commitment follow from it. Formats that were released are never edited, only succeeded.
 */
package dev.consentledger.core.entry;
