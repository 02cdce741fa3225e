package dev.consentledger.core.verify;

import java.util.Optional;

/** Where a log's prefix is: a server or a folder, in the layout of C2SP tlog-tiles. Thread-safe. */
interface LogFiles {

    /**
     * One file.
     *
     * @param path below the prefix, without a slash before it
     * @param bytesMax what is longer is cut off after one byte more, and so is never right
     * @return absent where it is not there
     * @throws Unavailable where that is not known
     */
    Optional<byte[]> read(String path, int bytesMax);

    /** How many reads at a time make it faster; 1 where there is nothing to wait for. */
    int readsAtOnce();
}
