/**
 * What happened to a person's choices, and what holds at a time: from entries to a timeline and the
 * state of each category, with the reason. Pure; the rules are those of
 * docs/concepts/time-and-order.md.
 */
package dev.consentledger.reporting.timeline;
