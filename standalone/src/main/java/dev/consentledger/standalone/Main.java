package dev.consentledger.standalone;

import dev.consentledger.standalone.demo.Demo;
import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.GuardedProcess;
import dev.consentledger.standalone.process.LogFile;
import dev.consentledger.standalone.process.StandProcess;
import dev.consentledger.standalone.service.ServiceName;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * Main class behind {@code standalone/run}: starts everything, says where it is, and stops it on
 * SIGINT or SIGTERM. Exit codes: 0 after a stop that was asked for, 1 when something could not be
 * started or ended by itself.
 */
public final class Main {
    /** System property that says whether standard output is a terminal. */
    private static final String TERMINAL_PROPERTY = "terminal";

    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final int TAIL_LINES = 30;

    private final AtomicReference<RunningSystem> system = new AtomicReference<>();
    private final AtomicReference<Demo> demo = new AtomicReference<>();
    private volatile boolean failed;
    private volatile boolean stopping;

    private Main() {}

    public static void main(String[] arguments) {
        Main main = new Main();
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "stop"));
        try {
            CommandLine asked = CommandLine.parse(List.of(arguments), ProjectFiles.find());
            main.run(asked);
        } catch (CannotStart e) {
            main.fail(e.getMessage());
        }
    }

    private void run(CommandLine asked) {
        requireJars(asked.stand().files());
        try (Progress progress = new Progress(System.out, Boolean.getBoolean(TERMINAL_PROPERTY))) {
            system.set(RunningSystem.start(asked.data(), asked.stand(), progress));
        }
        RunningSystem running = system.get();
        System.out.println(
                new Welcome(running, asked).text(Clock.systemUTC().instant(), new SecureRandom()));
        asked.demoRate().ifPresent(rate -> startDemo(running, rate));
        reportEnd(running.firstToEnd().join());
    }

    private void startDemo(RunningSystem running, int rate) {
        URI api = running.service(ServiceName.CONSENT_API).uri();
        RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());
        demo.set(new Demo(api, rate, Clock.systemUTC(), random, System.out::println));
        System.out.println("demo: " + rate + " events a second from visitors of four sites");
        demo.get().start();
    }

    private static void requireJars(ProjectFiles files) {
        Path root = files.root();
        if (Files.notExists(files.verifier())) {
            throw new CannotStart(
                    "the verifier is not built: "
                            + files.verifier()
                            + " is missing. Run without --no-build.");
        }
        for (ServiceName service : ServiceName.values()) {
            if (Files.notExists(service.jar(root))) {
                throw new CannotStart(
                        service.module()
                                + " is not built: "
                                + service.jar(root)
                                + " is missing. Run without --no-build.");
            }
        }
    }

    private void reportEnd(StandProcess ended) {
        if (stopping) {
            return;
        }
        int code = ended.ended().toCompletableFuture().join();
        fail(
                "%s ended by itself with exit code %d; everything else is being stopped. The end of %s:%n%s"
                        .formatted(
                                ended.name(),
                                code,
                                ended.log(),
                                LogFile.tail(ended.log(), TAIL_LINES)));
    }

    private void fail(String message) {
        // What fails because everything is being stopped is no news.
        if (!stopping) {
            failed = true;
            System.err.println("\n" + message);
            System.exit(1);
        }
    }

    /** The shutdown hook: runs once, for a signal as for a failure. */
    private void stop() {
        stopping = true;
        Optional.ofNullable(demo.get()).ifPresent(Demo::stop);
        Optional.ofNullable(system.get())
                .ifPresent(s -> s.stop(name -> System.out.println("  stopping " + name)));
        GuardedProcess.stopAll(STOP_MAX);
        if (system.get() != null) {
            System.out.println("  stopped");
        }
        if (!failed) {
            // A stop that was asked for is a success, whichever signal asked.
            Runtime.getRuntime().halt(0);
        }
    }
}
