/** Values that have one spelling only, so that no two texts mean the same. */
package dev.consentledger.core.text;
