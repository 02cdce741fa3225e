/**
 * Journeys through all services, as processes on a real broker and a real PostgreSQL, and what is
 * left of them when each is killed. They run after {@code package}, on free ports.
 */
package dev.consentledger.system;
