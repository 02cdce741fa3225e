/**
 * Audit packs: what is in one, how it is written, and the order in which packs are made. Knows no
 * HTTP, Kafka and SQL; its methods wait, and are called by the thread that makes packs.
 */
package dev.consentledger.reporting.pack;
