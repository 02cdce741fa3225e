package dev.consentledger.reporting.ledger;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.MalformedTrust;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.pack.Held;
import dev.consentledger.reporting.pack.LedgerAway;
import dev.consentledger.reporting.pack.PackLedger;
import dev.consentledger.reporting.rebuild.HeldEntries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Asks ledger-service for what it holds, and waits for each answer. Thread-safe. */
public final class PackClient implements PackLedger, HeldEntries.Ledger {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    /** Nobody waits for a page, so it may be slow. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final URI ledger;
    private final DeskRequest desk;
    private final HttpClient http = LedgerHttp.client(CONNECT_MAX);

    /**
     * @param ledger where ledger-service answers, without a path
     * @param token that both services share; without it ledger-service refuses
     */
    public PackClient(URI ledger, Optional<String> token) {
        this.ledger = ledger;
        this.desk = new DeskRequest(ledger, token, ANSWER_MAX);
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(int epoch, int shard) {
        return note("/logs/%d/%d/checkpoint".formatted(epoch, shard));
    }

    @Override
    public Optional<SignedCheckpoint> cosigned(int epoch, int shard) {
        return note("/logs/%d/%d/cosigned-checkpoint".formatted(epoch, shard));
    }

    private Optional<SignedCheckpoint> note(String path) {
        HttpResponse<byte[]> answer = get(path);
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedCheckpoint.parse(okay(answer)));
        } catch (MalformedCheckpoint e) {
            throw new LedgerAway(e.getMessage());
        }
    }

    @Override
    public byte[] tile(int epoch, int shard, TileCoordinate tile) {
        byte[] bytes = okay(get("/logs/%d/%d/%s".formatted(epoch, shard, tile.path())));
        if (bytes.length != tile.width() * Hash.LENGTH) {
            throw new LedgerAway("a tile has another length than it has to have");
        }
        return bytes;
    }

    @Override
    public TrustFile keys() {
        try {
            return TrustFile.parse(okay(get("/logs/trust")));
        } catch (MalformedTrust e) {
            throw new LedgerAway(e.getMessage());
        }
    }

    @Override
    public List<Held> records(int shard, List<Long> indexes) {
        List<Place> places = indexes.stream().map(index -> new Place(shard, index)).toList();
        try {
            return read(okay(send(desk.of(places))));
        } catch (MalformedJson e) {
            throw new LedgerAway("not the form of an answer: " + e.reason());
        }
    }

    /** The bytes of entries that follow each other; see {@link #range}. */
    public List<byte[]> entries(int shard, long from, int count) {
        return range(shard, from, count).stream().map(Held::entry).toList();
    }

    @Override
    public List<Held> range(int shard, long from, int count) {
        List<Held> records = records(shard, LongStream.range(from, from + count).boxed().toList());
        if (records.size() != count) {
            throw new LedgerAway(
                    "%d records of shard %d from %d on, and %d were asked for"
                            .formatted(records.size(), shard, from, count));
        }
        return records.stream().sorted(Comparator.comparingLong(Held::index)).toList();
    }

    @Override
    public Map<Integer, Long> sizes() {
        try {
            Map<Integer, Long> sizes = new HashMap<>();
            byte[] body = okay(get("/v1/shards"));
            for (Json item : Fields.of(JsonReader.readObject(body)).array("shards")) {
                Fields shard = Fields.of(item, "/shards");
                sizes.put((int) shard.integer("shard"), shard.integer("nextIndex"));
            }
            return sizes;
        } catch (MalformedJson e) {
            throw new LedgerAway("not the form of an answer: " + e.reason());
        }
    }

    private static List<Held> read(byte[] body) throws MalformedJson {
        List<Held> records = new ArrayList<>();
        for (Json item : Fields.of(JsonReader.readObject(body)).array("records")) {
            Fields fields = Fields.of(item, "/records");
            Fields evidence = fields.object("evidence");
            Map<PartName, byte[]> parts = new EnumMap<>(PartName.class);
            for (PartName name : PartName.values()) {
                Optional<byte[]> part = DeskAnswer.bytes(evidence, name.term());
                if (part.isPresent()) {
                    parts.put(name, part.get());
                }
            }
            records.add(
                    new Held(
                            fields.integer("index"),
                            DeskAnswer.bytes(fields, "entry").orElse(new byte[0]),
                            DeskAnswer.bytes(fields, "document"),
                            parts,
                            erased(fields)));
        }
        return records;
    }

    private static boolean erased(Fields fields) throws MalformedJson {
        Optional<Fields> outcome = fields.optionalObject("outcome");
        return outcome.isPresent() && outcome.get().string("outcome").equals("erased");
    }

    private HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(ledger.resolve(path)).timeout(ANSWER_MAX).build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new LedgerAway(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            // Whoever waits next ends.
            Thread.currentThread().interrupt();
            throw new LedgerAway("interrupted");
        }
    }

    private static byte[] okay(HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            throw new LedgerAway("status " + response.statusCode());
        }
        return response.body();
    }
}
