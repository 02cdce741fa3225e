/**
 * Links by which a regulator reads what an officer has chosen for them, for a while and without a
 * role. Knows neither HTTP nor SQL; {@link dev.consentledger.reporting.regulator.RegulatorLinks} is
 * its port, and what is read comes from the desk, which records it.
 */
package dev.consentledger.reporting.regulator;
