/** The only part of this service that knows HTTP. */
package dev.consentledger.api.http;
