package dev.consentledger.api.policy;

import dev.consentledger.core.merkle.Hash;

/**
 * What a banner needs of a policy version, in one language. The array is not copied and must not be
 * changed.
 *
 * @param language of the policy's texts
 * @param bytes canonical JSON
 * @param sha256 of the bytes: another one is another answer
 */
public record BannerView(String language, byte[] bytes, Hash sha256) {

    static BannerView of(String language, byte[] bytes) {
        return new BannerView(language, bytes, Hash.sha256(bytes));
    }
}
