package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.DayZones;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table {@code day_zone}, inside a batch's transaction. */
final class DayZoneTable {

    static final String READ = "SELECT site, zone FROM day_zone WHERE epoch = $1 AND shard = $2";

    private DayZoneTable() {}

    /**
     * The time zones of the days of a shard.
     *
     * @param sites that have to be there
     * @param wanted from which those of new sites are taken
     */
    static Uni<DayZones> of(ShardConnection shard, Set<String> sites, DayZones wanted) {
        return shard.execute(READ, shard.keys())
                .map(DayZoneTable::zones)
                .chain(known -> withNew(shard, known, sites, wanted));
    }

    static DayZones zones(RowSet<Row> rows) {
        Map<String, ZoneId> zones = new HashMap<>();
        rows.forEach(row -> zones.put(row.getString(0), ZoneId.of(row.getString(1))));
        return new DayZones(zones);
    }

    private static Uni<DayZones> withNew(
            ShardConnection shard, DayZones known, Set<String> sites, DayZones wanted) {
        List<String> added =
                sites.stream().filter(site -> !known.bySite().containsKey(site)).toList();
        if (added.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        Map<String, ZoneId> all = new HashMap<>(known.bySite());
        added.forEach(site -> all.put(site, wanted.of(site)));
        Columns<String> rows = new Columns<>(added);
        Tuple values =
                shard.keys()
                        .addValue(rows.texts(site -> site))
                        .addValue(rows.texts(site -> wanted.of(site).getId()));
        return shard.execute(
                        "INSERT INTO day_zone SELECT $1, $2, * FROM unnest($3::text[], $4::text[])",
                        values)
                .replaceWith(new DayZones(all));
    }
}
