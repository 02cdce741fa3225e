package dev.consentledger.core.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proofs as RFC 6962, sections 2.1.1 and 2.1.2, defines them, by recursion over the whole list
 * of entries, and their verification by the same recursion: with none of the code under test.
 */
public final class SlowProofs {

    private SlowProofs() {}

    /** PATH(m, D[n]). */
    public static List<Hash> path(int m, List<byte[]> entries) {
        int n = entries.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? plus(path(m, entries.subList(0, k)), entries.subList(k, n))
                : plus(path(m - k, entries.subList(k, n)), entries.subList(0, k));
    }

    /** PROOF(m, D[n]). */
    public static List<Hash> proof(int m, List<byte[]> entries) {
        return subproof(m, entries, true);
    }

    private static List<Hash> subproof(int m, List<byte[]> entries, boolean whole) {
        int n = entries.size();
        if (m == n) {
            return whole ? List.of() : List.of(root(entries));
        }
        int k = split(n);
        return m <= k
                ? plus(subproof(m, entries.subList(0, k), whole), entries.subList(k, n))
                : plus(subproof(m - k, entries.subList(k, n), false), entries.subList(0, k));
    }

    /** The root that a path leads to, undoing the definition of PATH. */
    public static Optional<Hash> root(long m, long n, Hash leaf, List<Hash> path) {
        if (m < 0 || m >= n || (n == 1) != path.isEmpty()) {
            return Optional.empty();
        }
        if (n == 1) {
            return Optional.of(leaf);
        }
        Hash last = path.get(path.size() - 1);
        List<Hash> rest = path.subList(0, path.size() - 1);
        long k = split(n);
        return m < k
                ? root(m, k, leaf, rest).map(left -> TreeHash.node(left, last))
                : root(m - k, n - k, leaf, rest).map(right -> TreeHash.node(last, right));
    }

    /** Whether a proof leads to both roots, undoing the definition of PROOF. */
    public static boolean consistent(long m, long n, List<Hash> proof, Hash old, Hash now) {
        if (m <= 0 || m > n) {
            return false;
        }
        return roots(m, n, true, proof, old)
                .filter(roots -> roots.equals(List.of(old, now)))
                .isPresent();
    }

    private static Optional<List<Hash>> roots(
            long m, long n, boolean whole, List<Hash> proof, Hash old) {
        if (m == n) {
            if (proof.size() != (whole ? 0 : 1)) {
                return Optional.empty();
            }
            Hash hash = whole ? old : proof.get(0);
            return Optional.of(List.of(hash, hash));
        }
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        Hash last = proof.get(proof.size() - 1);
        List<Hash> rest = proof.subList(0, proof.size() - 1);
        long k = split(n);
        if (m <= k) {
            return roots(m, k, whole, rest, old)
                    .map(r -> List.of(r.get(0), TreeHash.node(r.get(1), last)));
        }
        return roots(m - k, n - k, false, rest, old)
                .map(r -> List.of(TreeHash.node(last, r.get(0)), TreeHash.node(last, r.get(1))));
    }

    static Hash root(List<byte[]> entries) {
        return Hash.of(SlowMerkleTree.root(entries));
    }

    private static List<Hash> plus(List<Hash> path, List<byte[]> entries) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(root(entries));
        return longer;
    }

    private static int split(int n) {
        return (int) split((long) n);
    }

    private static long split(long n) {
        long k = 1;
        while (k < n - k) {
            k = 2 * k;
        }
        return k;
    }
}
