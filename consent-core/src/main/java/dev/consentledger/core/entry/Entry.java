package dev.consentledger.core.entry;

/** One leaf of the Merkle tree. Its bytes are made once, by {@link EntryCodec}. */
public sealed interface Entry permits EvidencedEntry, PublicationEntry, UnreadableEntry, GapEntry {

    /** The version of the format that this code writes and judges. */
    int VERSION = 1;

    /** The longest entry in bytes: what a tlog-tiles entry bundle can hold (C2SP tlog-tiles). */
    int LENGTH_MAX = 65_535;

    Kind kind();
}
