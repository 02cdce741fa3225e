/** What can be wrong with a request, as values; how that is answered is HTTP's matter. */
package dev.consentledger.api.problem;
