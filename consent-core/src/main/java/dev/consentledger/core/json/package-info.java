/** JSON as this project uses it: a small tree, a strict reader, canonical bytes (RFC 8785). */
package dev.consentledger.core.json;
