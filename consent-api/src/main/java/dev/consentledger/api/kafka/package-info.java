/** The only part of this service that knows Kafka: records out, acknowledgements back. */
package dev.consentledger.api.kafka;
