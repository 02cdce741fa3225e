package dev.consentledger.core.merkle;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The Merkle Tree Hash as RFC 6962, section 2.1, defines it, and nothing else: over the whole list
 * of entries each time, with none of the code under test.
 */
public final class SlowMerkleTree {

    private SlowMerkleTree() {}

    /** MTH(D[n]). */
    public static byte[] root(List<byte[]> entries) {
        int n = entries.size();
        if (n == 0) {
            return sha256(new byte[0]);
        }
        if (n == 1) {
            return sha256(concat(new byte[] {0x00}, entries.get(0)));
        }
        int k = largestPowerOfTwoSmallerThan(n);
        return sha256(
                concat(
                        new byte[] {0x01},
                        root(entries.subList(0, k)),
                        root(entries.subList(k, n))));
    }

    private static int largestPowerOfTwoSmallerThan(int n) {
        int k = 1;
        while (2 * k < n) {
            k = 2 * k;
        }
        return k;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
