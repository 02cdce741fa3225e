/** From what a visitor's browser or banner says to a decision for each category. */
package dev.consentledger.api.signal;
