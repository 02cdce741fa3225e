/**
 * The offline verifier: a program for somebody who trusts nothing but keys they have. Its commands
 * are listed in {@link dev.consentledger.core.verify.VerifierMain}.
 */
package dev.consentledger.core.verify;
