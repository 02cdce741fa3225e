package dev.consentledger.reporting;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.reporting.metrics.PackMetrics;
import dev.consentledger.reporting.pack.JobStopped;
import dev.consentledger.reporting.pack.PackFiles;
import dev.consentledger.reporting.pack.PackQueue;
import dev.consentledger.reporting.pack.PackStatus.FileSum;
import dev.consentledger.reporting.pack.PackTask;
import dev.consentledger.reporting.pack.PackWriter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes audit packs, one after the other, on a thread of its own. A pack that was interrupted is
 * begun anew, here or by another instance; what was written of it has never had a pack's name.
 */
@Singleton
public class PackMaking {

    private static final Logger LOG = Logger.getLogger(PackMaking.class);
    private static final long PAUSE_MILLIS = 1_000;

    /** A page of entries is written in less; only a read from the ledger may take longer. */
    private static final long STOP_MILLIS_MAX = 4_000;

    private final PackQueue queue;
    private final PackWriter writer;
    private final PackFiles files;
    private final PackMetrics metrics;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "audit-packs");
    private volatile boolean stopping;

    PackMaking(
            PackQueue queue, PackWriter writer, PackFiles files, PackMetrics metrics, Clock clock) {
        this.queue = queue;
        this.writer = writer;
        this.files = files;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOP_MILLIS_MAX);
    }

    /** An erasure has to reach the files within a minute. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            files.keep(queue.sweep(), clock.instant());
        } catch (RuntimeException e) {
            LOG.debugf("Packs could not be looked through; trying again. cause=%s", e);
        }
    }

    private void run() {
        while (!stopping) {
            try {
                Optional<PackTask> task = queue.take(UUID.randomUUID());
                if (task.isPresent()) {
                    make(task.get());
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.warnf("No pack can be made now; trying again. cause=%s", e);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            stopping = true;
        }
    }

    private void make(PackTask task) {
        UUID id = task.order().id();
        LeasedProgress progress = new LeasedProgress(queue, task, () -> stopping);
        try {
            boolean held = write(task, progress);
            metrics.made(held, progress.entries());
            LOG.infof(
                    "An audit pack is %s. pack=%s entries=%d",
                    held ? "made" : "made, and nobody wants it any more", id, progress.entries());
        } catch (JobStopped stopped) {
            LOG.infof("An audit pack is not made on. pack=%s", id);
            end(task, false);
        } catch (IOException | RuntimeException e) {
            if (stopping) {
                // Whatever was waited for then was interrupted.
                end(task, false);
                return;
            }
            metrics.failed();
            LOG.errorf(
                    e,
                    "An audit pack could not be made; it is tried again a few times. Look at the disk of CONSENT_AUDIT_PACKS_DIRECTORY, and at ledger-service. pack=%s",
                    id);
            end(task, true);
        }
    }

    private boolean write(PackTask task, LeasedProgress progress) throws IOException {
        Path part = files.begin(task);
        PackManifest manifest;
        Hash sum;
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part));
                DigestOutputStream out = new DigestOutputStream(file, sha256())) {
            manifest = writer.write(task, out, files.beginScratch(task), progress);
            sum = Hash.of(out.getMessageDigest().digest());
        }
        progress.tell();
        long bytes = Files.size(part);
        files.finish(task);
        return queue.finish(
                task,
                new FileSum(bytes, sum),
                manifest.logs().stream()
                        .collect(
                                Collectors.toMap(PackManifest.Log::shard, PackManifest.Log::size)));
    }

    private void end(PackTask task, boolean failed) {
        // The database's client gives up before it has begun where the thread is interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            files.discard(task);
            queue.giveBack(task, failed);
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    "A pack could not be given back; it is taken again in %d seconds. cause=%s",
                    PackQueue.LEASE_SECONDS, e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
