package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import java.util.Optional;

/**
 * Which version of a policy or banner a visitor saw. The hash is absent when the version that the
 * client named is not known: that happens to refusals only, which are never turned away for it.
 */
public record DocumentReference(String version, Optional<Hash> sha256) {

    public DocumentReference {
        if (!Names.VERSION.matches(version)) {
            throw new IllegalArgumentException("not a version: " + Names.VERSION.words());
        }
    }
}
