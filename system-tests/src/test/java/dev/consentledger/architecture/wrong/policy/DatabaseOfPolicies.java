package dev.consentledger.architecture.wrong.policy;

/** A name that begins like an empty word and is none. */
record DatabaseOfPolicies() {}
