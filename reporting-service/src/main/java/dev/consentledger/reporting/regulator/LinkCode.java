package dev.consentledger.reporting.regulator;

import dev.consentledger.core.merkle.Hash;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The secret of a link: 256 random bits, which whoever has the link shows. Nothing but its hash is
 * kept, and in a log it says nothing.
 */
public final class LinkCode {

    private static final int LENGTH = 32;

    /** In a link, what is behind it is never sent to a server (RFC 3986, section 3.5). */
    private static final char FRAGMENT = '#';

    private final byte[] bits;

    private LinkCode(byte[] bits) {
        this.bits = bits;
    }

    /**
     * A new one.
     *
     * @param random one that nobody can foretell
     */
    static LinkCode random(RandomGenerator random) {
        byte[] bits = new byte[LENGTH];
        random.nextBytes(bits);
        return new LinkCode(bits);
    }

    /** Reads a code, or the link that it is in, as somebody pastes it; empty where it is none. */
    public static Optional<LinkCode> parse(String text) {
        String code = text.substring(text.lastIndexOf(FRAGMENT) + 1).strip();
        try {
            return Optional.of(Base64.getUrlDecoder().decode(code))
                    .filter(bits -> bits.length == LENGTH)
                    .map(LinkCode::new);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The 43 characters of it (base64url, RFC 4648, section 5). */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** The link that it is in. */
    public String behind(String page) {
        return page + FRAGMENT + text();
    }

    /** By which the link is found. Of so many random bits a plain hash gives nothing away. */
    Hash hash() {
        return Hash.sha256(bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkCode code && Arrays.equals(bits, code.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "LinkCode[...]";
    }
}
