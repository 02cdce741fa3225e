/** The publication of policies and banners by an administrator, one document at a time. */
package dev.consentledger.api.publish;
