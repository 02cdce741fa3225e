/** Texts with signatures, and the keys that make and check them (C2SP signed-note). */
package dev.consentledger.core.note;
