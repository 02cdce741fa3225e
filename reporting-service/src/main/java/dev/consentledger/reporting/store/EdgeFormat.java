package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The column {@code shard_position.edge}: the hashes of a tree's right edge, one after another. */
final class EdgeFormat {

    private EdgeFormat() {}

    static byte[] write(CompactRange tree) {
        ByteBuffer bytes = ByteBuffer.allocate(tree.edge().size() * Hash.LENGTH);
        tree.edge().forEach(hash -> bytes.put(hash.toBytes()));
        return bytes.array();
    }

    static CompactRange read(long size, byte[] edge) {
        List<Hash> hashes = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(edge);
        while (bytes.hasRemaining()) {
            byte[] hash = new byte[Hash.LENGTH];
            bytes.get(hash);
            hashes.add(Hash.of(hash));
        }
        return new CompactRange(size, hashes);
    }
}
