/** A real browser for the tests of several modules. */
package dev.consentledger.standalone.browser;
