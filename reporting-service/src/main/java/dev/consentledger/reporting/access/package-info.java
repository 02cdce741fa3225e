/**
 * Who may do what. Pure: it knows neither requests nor passwords nor tokens; others say who calls
 * and with which grants.
 */
package dev.consentledger.reporting.access;
