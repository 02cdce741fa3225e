package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.pack.PackLayout;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes audit packs, in memory that does not grow with their entries. A pack covers what is signed
 * of each log when the job begins, under a cosigned checkpoint where there is a witness. Begun
 * anew, it is as of newer ones. Thread-safe; one pack is written by one thread.
 */
public final class PackWriter {

    /** With a pause of a second: this service is further behind only when something is wrong. */
    private static final int BEHIND_PAUSES_MAX = 3_600;

    /** With a pause of a second: three times the usual period in which witnesses are asked. */
    private static final int UNCOSIGNED_PAUSES_MAX = 180;

    private final PackIndex index;
    private final PackLedger ledger;
    private final PersonKeys keys;
    private final Epoch epoch;
    private final Clock clock;

    public PackWriter(
            PackIndex index, PackLedger ledger, PersonKeys keys, Epoch epoch, Clock clock) {
        this.index = index;
        this.ledger = ledger;
        this.keys = keys;
        this.epoch = epoch;
        this.clock = clock;
    }

    /**
     * A log as far as a pack takes it.
     *
     * @param uncovered entries of the log, of any site, that are younger than the checkpoint
     */
    record Covered(int shard, SignedCheckpoint checkpoint, long uncovered) {

        long size() {
            return PackWriter.size(checkpoint);
        }
    }

    /**
     * Writes a pack, and waits while the ledger is away.
     *
     * @param scratch a file that is made and deleted
     * @return what the pack says of itself
     * @throws JobStopped where the progress says so
     */
    public PackManifest write(PackTask task, OutputStream out, Path scratch, Progress progress)
            throws IOException {
        PackZip zip = new PackZip(out);
        PatientLedger patient = new PatientLedger(ledger, progress);
        zip.add(PackLayout.README, PackReadme.of(task.order()).getBytes(UTF_8));
        List<Covered> logs = logs(patient, progress);
        long of = logs.stream().mapToLong(log -> count(task, log)).sum();
        PackRun run = new PackRun(task, zip, index, patient, keys, epoch.number(), progress, of);
        try {
            try (OutputStream overview = new BufferedOutputStream(Files.newOutputStream(scratch))) {
                overview.write(PackOverview.HEADER.getBytes(UTF_8));
                for (Covered log : logs) {
                    run.write(log, overview);
                }
            }
            zip.add(PackLayout.OVERVIEW, file -> Files.copy(scratch, file));
        } finally {
            Files.deleteIfExists(scratch);
        }
        zip.add(PackLayout.KEYS, patient.keys().toBytes());
        PackManifest manifest =
                new PackManifest(task.order(), clock.instant(), run.logs(), run.kinds());
        zip.add(PackLayout.MANIFEST, manifest.toBytes());
        zip.finish();
        return manifest;
    }

    private long count(PackTask task, Covered log) {
        return PackPositions.count(index, task, log.shard(), log.size());
    }

    /** Every log that has something signed, once this service knows as much as is signed. */
    private List<Covered> logs(PackLedger patient, Progress progress) {
        Map<Integer, SignedCheckpoint> newest = new TreeMap<>();
        for (int shard = 0; shard < epoch.shards(); shard++) {
            Optional<SignedCheckpoint> found = patient.checkpoint(epoch.number(), shard);
            if (found.isPresent()) {
                newest.put(shard, found.get());
            }
        }
        List<Covered> logs = new ArrayList<>();
        newest.forEach(
                (shard, signed) -> {
                    SignedCheckpoint taken = cosigned(patient, shard, signed, progress);
                    long known = known(shard, size(taken), progress);
                    logs.add(new Covered(shard, taken, known - size(taken)));
                });
        return logs;
    }

    /**
     * The first cosigned one that covers what is signed now: witnesses are asked now and then, and
     * a log that grows has newer checkpoints all the time. Without a witness, or where it is away
     * for long, the newest.
     */
    private SignedCheckpoint cosigned(
            PackLedger patient, int shard, SignedCheckpoint newest, Progress progress) {
        for (int pauses = 0; pauses < UNCOSIGNED_PAUSES_MAX; pauses++) {
            Optional<SignedCheckpoint> cosigned = patient.cosigned(epoch.number(), shard);
            if (cosigned.isEmpty()) {
                return newest;
            }
            if (size(cosigned.get()) >= size(newest)) {
                return cosigned.get();
            }
            progress.pause();
        }
        return newest;
    }

    private static long size(SignedCheckpoint checkpoint) {
        return checkpoint.checkpoint().size();
    }

    /** Else it would not know of the newest restriction. */
    private long known(int shard, long size, Progress progress) {
        for (int pauses = 0; pauses < BEHIND_PAUSES_MAX; pauses++) {
            long known = index.positions().getOrDefault(shard, 0L);
            if (known >= size) {
                return known;
            }
            progress.pause();
        }
        throw new LedgerAway("this service does not know what the ledger has signed");
    }
}
