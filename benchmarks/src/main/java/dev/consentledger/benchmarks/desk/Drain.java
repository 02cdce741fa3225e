package dev.consentledger.benchmarks.desk;

/**
 * A filled topic that was drained.
 *
 * @param fresh its first half, by a process whose code Java is still compiling, from the first
 *     batch on
 * @param warm its second half, by the same process
 */
record Drain(Work fresh, Work warm) {}
