/**
 * What the figures are made of: from appended entries to changes of counters, from counters to
 * reports. Knows neither Kafka nor SQL nor HTTP; {@link
 * dev.consentledger.reporting.report.Projection} and {@link
 * dev.consentledger.reporting.report.FigureQuery} are its ports.
 */
package dev.consentledger.reporting.report;
