package dev.consentledger.reporting.proof;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.HashSource;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.Subtree;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.proof.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small log with a key and a witness of its own, which gives proofs under any of its sizes. */
final class SampleLog {

    static final Cosigner WITNESS = cosigner("witness.example/w1", 7);

    private final NoteSigner signer;
    private final String origin;
    private final List<byte[]> entries = new ArrayList<>();

    SampleLog(String origin, int seed) {
        this.origin = origin;
        this.signer = new NoteSigner(origin, key(seed));
    }

    static Cosigner cosigner(String name, int seed) {
        return new Cosigner(name, key(seed));
    }

    /** The log's line in a trust file. */
    String trustLine() {
        return "log " + signer.verifierKey() + "\n";
    }

    /** Appends, and says where. */
    long append(byte[] entry) {
        entries.add(entry);
        return entries.size() - 1L;
    }

    int size() {
        return entries.size();
    }

    TlogProof proof(long index, int size) {
        return TlogProof.of(index, Inclusion.path(index, size, hashes()), checkpoint(size));
    }

    TlogProof cosigned(long index, int size, Instant time) {
        SignedCheckpoint checkpoint = checkpoint(size);
        SignedCheckpoint seen =
                checkpoint.with(List.of(WITNESS.cosign(checkpoint.checkpoint().text(), time)));
        return TlogProof.of(index, Inclusion.path(index, size, hashes()), seen);
    }

    private SignedCheckpoint checkpoint(int size) {
        Hash root = TreeHash.root(size, hashes());
        return SignedCheckpoint.sign(Checkpoint.of(origin, size, root), List.of(signer));
    }

    private HashSource hashes() {
        return subtrees -> subtrees.stream().map(this::hash).toList();
    }

    private Hash hash(Subtree subtree) {
        if (subtree.level() == 0) {
            return TreeHash.leaf(entries.get((int) subtree.index()));
        }
        int below = subtree.level() - 1;
        return TreeHash.node(
                hash(new Subtree(below, 2 * subtree.index())),
                hash(new Subtree(below, 2 * subtree.index() + 1)));
    }

    private static Ed25519PrivateKey key(int seed) {
        byte[] bytes = new byte[Ed25519PrivateKey.SEED_LENGTH];
        Arrays.fill(bytes, (byte) seed);
        try {
            return Ed25519PrivateKey.ofSeed(bytes);
        } catch (MalformedKey e) {
            throw new AssertionError(e);
        }
    }
}
