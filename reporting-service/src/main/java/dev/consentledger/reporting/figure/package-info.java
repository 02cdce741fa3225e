/**
 * What the counts say: each metric with its numerator and its denominator, over a period, broken
 * down and compared.
 */
package dev.consentledger.reporting.figure;
