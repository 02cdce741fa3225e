package dev.consentledger.core.pack;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.TilePath;
import java.util.Set;

/** The names of a pack's files: version 1 of {@code docs/reference/audit-pack.md}. */
public final class PackLayout {

    public static final String README = "README.txt";
    public static final String OVERVIEW = "overview.csv";
    public static final String KEYS = "keys-found.txt";
    public static final String MANIFEST = "manifest.json";

    /** The last file, so that a pack that was cut off has none. */
    public static final String CHECKSUMS = "checksums.sha256";

    /** The files that every pack has, beside those of its logs. */
    public static final Set<String> ALWAYS = Set.of(README, OVERVIEW, KEYS, MANIFEST, CHECKSUMS);

    private PackLayout() {}

    /** Where everything of one shard's log stands, at the paths at which the ledger serves it. */
    public static String folder(int epoch, int shard) {
        return "logs/%d/%d/".formatted(epoch, shard);
    }

    /** The checkpoint of a log, in its folder. */
    public static String checkpoint(String folder) {
        return folder + "checkpoint";
    }

    /** The entries of a log, in its folder: one {@link PackedEntry} a line, by index. */
    public static String entries(String folder) {
        return folder + "entries.ndjson";
    }

    /** A tile of a log, in its folder. */
    public static String tile(String folder, TilePath tile) {
        return folder + tile.path();
    }

    /** A policy's or banner's document, by the hash that its publication names. */
    public static String document(Hash sha256) {
        return "documents/" + sha256.toHex() + ".json";
    }
}
