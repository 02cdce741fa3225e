package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The publication of a policy's or a banner's version. Its times come from the document, so that
 * every instance that publishes the same document makes the same bytes.
 *
 * @param sha256 of the document's canonical bytes
 * @param demonstration whether the version was constructed to show something, and never published
 *     by its site
 */
public record PublicationEntry(
        Kind kind,
        String site,
        String version,
        Hash sha256,
        Instant publishedAt,
        Instant inForceFrom,
        boolean demonstration)
        implements Entry {

    public PublicationEntry {
        if (kind != Kind.POLICY && kind != Kind.BANNER) {
            throw new IllegalArgumentException("policies and banners are published");
        }
        if (!Names.SITE.matches(site)) {
            throw new IllegalArgumentException("the site is not " + Names.SITE.words());
        }
        if (!Names.VERSION.matches(version)) {
            throw new IllegalArgumentException("a version is " + Names.VERSION.words());
        }
        publishedAt = Timestamps.truncate(publishedAt);
        inForceFrom = Timestamps.truncate(inForceFrom);
    }

    /**
     * The id of the publication: a UUID of version 8 (RFC 9562, section 5.8) from SHA-256 over
     * kind, site and version, so that a second publication is a duplicate or a conflict.
     */
    public UUID eventId() {
        return idOf(kind, site, version);
    }

    /** The id that the publication of a version has, or would have. */
    public static UUID idOf(Kind kind, String site, String version) {
        String name = kind.term() + '\0' + site + '\0' + version;
        ByteBuffer hash =
                ByteBuffer.wrap(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).toBytes());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
