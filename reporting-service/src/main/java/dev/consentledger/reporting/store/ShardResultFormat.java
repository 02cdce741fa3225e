package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.Term;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.reconcile.Difference;
import dev.consentledger.reporting.reconcile.ShardResult;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Grain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The result of the job {@code reconciliation}: what each shard came to, with some differences. */
final class ShardResultFormat {

    private ShardResultFormat() {}

    static String write(List<ShardResult> shards) {
        Json.Obj object =
                Json.object()
                        .put(
                                "shards",
                                new Json.Arr(
                                        shards.stream()
                                                .<Json>map(ShardResultFormat::shard)
                                                .toList()))
                        .build();
        return new String(object.canonicalBytes(), StandardCharsets.UTF_8);
    }

    private static Json.Obj shard(ShardResult shard) {
        return Json.object()
                .put("shard", shard.shard())
                .put("size", shard.size())
                .put("root", shard.root().toHex())
                .put("differences", shard.differences())
                .put(
                        "listed",
                        new Json.Arr(
                                shard.listed().stream()
                                        .<Json>map(ShardResultFormat::difference)
                                        .toList()))
                .build();
    }

    private static Json.Obj difference(Difference difference) {
        Cell cell = difference.cell();
        return Json.object()
                .put("report", cell.report())
                .put("site", cell.site())
                .put("category", cell.category())
                .put("dimension", cell.dimension().term())
                .put("value", cell.value())
                .put("bot", cell.bot())
                .put("day", Timestamps.format(cell.start()))
                .put("measure", difference.measure())
                .put("inTables", difference.inTables())
                .put("inLedger", difference.inLedger())
                .build();
    }

    static List<ShardResult> read(String text) {
        try {
            Fields fields = Fields.of(JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8)));
            List<ShardResult> shards = new ArrayList<>();
            for (Json item : fields.array("shards")) {
                shards.add(shard(Fields.of(item, "/shards")));
            }
            return shards;
        } catch (MalformedJson e) {
            throw new IllegalStateException("reconciliation.shards: " + e.getMessage(), e);
        }
    }

    private static ShardResult shard(Fields fields) throws MalformedJson {
        int shard = (int) fields.integer("shard");
        List<Difference> listed = new ArrayList<>();
        for (Json item : fields.array("listed")) {
            listed.add(difference(shard, Fields.of(item, "/shards/listed")));
        }
        return new ShardResult(
                shard,
                fields.integer("size"),
                Hash.parse(fields.string("root")),
                fields.integer("differences"),
                listed);
    }

    private static Difference difference(int shard, Fields fields) throws MalformedJson {
        Cell cell =
                new Cell(
                        fields.string("report"),
                        fields.string("site"),
                        fields.string("category"),
                        Term.parse(Dimension.class, fields.string("dimension")).orElseThrow(),
                        fields.string("value"),
                        fields.bool("bot"),
                        Grain.DAY,
                        Timestamps.parse(fields.string("day")));
        return new Difference(
                shard,
                cell,
                fields.string("measure"),
                fields.integer("inTables"),
                fields.integer("inLedger"));
    }
}
