package dev.consentledger.reporting.pack;

import dev.consentledger.core.entry.PartName;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of any kind as the ledger holds it.
 *
 * @param index in its shard
 * @param entry the bytes that the leaf hash is over
 * @param document a policy's or banner's bytes
 * @param parts the evidence that is there, each as the bytes that the entry commits to
 * @param erased whether evidence was erased, of an act that was to erase some
 */
public record Held(
        long index,
        byte[] entry,
        Optional<byte[]> document,
        Map<PartName, byte[]> parts,
        boolean erased) {

    public Held {
        parts = Map.copyOf(parts);
    }
}
