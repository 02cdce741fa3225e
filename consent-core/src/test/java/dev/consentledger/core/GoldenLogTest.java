package dev.consentledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.core.tile.TileHashes;
import dev.consentledger.core.tile.Tiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole log, as other code has made it, from its entries to its proofs and back. */
class GoldenLogTest {

    private static final List<BundleCoordinate> BUNDLES =
            List.of(new BundleCoordinate(0, 256), new BundleCoordinate(1, 44));

    @Test
    void entriesGiveTheTilesAndTheSignedRoot() throws Exception {
        TileEdge.Growth growth =
                TileEdge.EMPTY.append(entries().stream().map(TreeHash::leaf).toList());
        List<Tile> tiles = new ArrayList<>(growth.completed());
        tiles.addAll(growth.edge().tiles());

        assertThat(tiles.stream().map(tile -> tile.coordinate().path()))
                .containsExactly("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1");
        for (Tile tile : tiles) {
            assertThat(GoldenLog.bytes(tile.coordinate().path())).isEqualTo(tile.bytes());
        }
        assertThat(growth.edge().range().root())
                .isEqualTo(
                        SignedCheckpoint.parse(GoldenLog.bytes("checkpoint")).checkpoint().root());
    }

    @Test
    void bundlesAreWrittenToTheSameBytes() throws MalformedTile {
        for (BundleCoordinate bundle : BUNDLES) {
            byte[] bytes = GoldenLog.bytes(bundle.path());

            assertThat(EntryBundle.encode(EntryBundle.read(bundle, bytes))).isEqualTo(bytes);
        }
        assertThat(entries()).hasSize(GoldenLog.SIZE);
        assertThat(entries().get(0)).isEqualTo(GoldenLog.entry0());
    }

    @Test
    void tilesGiveTheProofs() throws Exception {
        SignedCheckpoint checkpoint =
                SignedCheckpoint.parse(GoldenLog.bytes("checkpoint-cosigned"));
        for (int index : new int[] {0, 299}) {
            List<Hash> path = Inclusion.path(index, GoldenLog.SIZE, source());

            assertThat(TlogProof.of(index, path, checkpoint).toBytes())
                    .isEqualTo(GoldenLog.bytes("entry-" + index + ".tlog-proof"));
        }
        List<Hash> path = Inclusion.path(0, GoldenLog.SIZE, source());
        assertThat(new EntryProof(GoldenLog.entry0(), TlogProof.of(0, path, checkpoint)).toBytes())
                .isEqualTo(GoldenLog.bytes("entry-0.proof.json"));
    }

    @Test
    void tilesGiveTheConsistencyProofsAndTheEarlierRoots() {
        Hash root = Base64Text.readHash(GoldenLog.FACTS.get("root").asText()).orElseThrow();
        for (JsonNode golden : GoldenLog.FACTS.get("consistency")) {
            int from = golden.get("from").asInt();
            List<Hash> path = Consistency.path(from, GoldenLog.SIZE, source());
            Hash oldRoot = TreeHash.root(from, source());

            assertThat(path.stream().map(Base64Text::of))
                    .containsExactlyElementsOf(
                            golden.get("path").valueStream().map(JsonNode::asText).toList());
            assertThat(Base64Text.of(oldRoot)).isEqualTo(golden.get("oldRoot").asText());
            assertThat(Consistency.verify(from, GoldenLog.SIZE, path, oldRoot, root)).isTrue();
        }
    }

    private static List<byte[]> entries() throws MalformedTile {
        List<byte[]> entries = new ArrayList<>();
        for (BundleCoordinate bundle : BUNDLES) {
            entries.addAll(EntryBundle.read(bundle, GoldenLog.bytes(bundle.path())));
        }
        return entries;
    }

    private static TileHashes source() {
        return new TileHashes(
                GoldenLog.SIZE, wanted -> wanted.stream().map(GoldenLogTest::tile).toList());
    }

    private static Tile tile(TileCoordinate coordinate) {
        assertThat(Tiles.at(coordinate.level(), coordinate.index(), GoldenLog.SIZE))
                .contains(coordinate);
        try {
            return Tile.read(coordinate, GoldenLog.bytes(coordinate.path()));
        } catch (MalformedTile e) {
            throw new IllegalStateException(e);
        }
    }
}
