package dev.consentledger.core.entry;

/** What {@link EntryCodec} makes of bytes. */
public sealed interface Decoding {

    /** An entry of this version. */
    record Readable(Entry entry) implements Decoding {}

    /** Not an entry of any version, or a broken one of this version. */
    record Malformed(String reason) implements Decoding {}

    /** An entry of a later version, or of a kind that this code does not judge yet. */
    record Unsupported(String reason) implements Decoding {}
}
