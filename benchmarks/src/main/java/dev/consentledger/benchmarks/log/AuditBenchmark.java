package dev.consentledger.benchmarks.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consentledger.benchmarks.Cpu;
import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import dev.consentledger.standalone.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How fast the verifier, as a process of its own, audits a whole log, from a folder and from the
 * running service, beside hashing the same entries and nothing else.
 */
public final class AuditBenchmark {

    private static final String JAR = "consent-core/target/consent-ledger-verifier.jar";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private AuditBenchmark() {}

    /**
     * One audit.
     *
     * @param perSecond entries by the clock, as the verifier says
     * @param cpuNanos of the verifier, from its start to its end
     * @param serverCpuNanos of ledger-service and PostgreSQL meanwhile
     */
    private record Audited(long entries, double perSecond, long cpuNanos, long serverCpuNanos) {

        double perCoreSecond() {
            return entries * NANOS_PER_SECOND / cpuNanos;
        }

        double serverMicros() {
            return serverCpuNanos / 1e3 / entries;
        }
    }

    /** Runs it and gives its figures as Markdown. */
    public static String run(FilledLedger ledger, int repetitions)
            throws IOException, InterruptedException {
        Path trust = Files.write(ledger.directory().resolve("trust"), ledger.get("/logs/trust"));
        LogFolder folder = LogFolder.of(ledger);
        List<Audited> folders = new ArrayList<>();
        List<Audited> servers = new ArrayList<>();
        double[] hashes = new double[repetitions];
        // Into the page cache, and past the compiler.
        folder.hashNanos();
        for (int number = 0; number < repetitions; number++) {
            hashes[number] = ledger.entries() * NANOS_PER_SECOND / folder.hashNanos();
            folders.add(audit(ledger, trust, folder.path().toString()));
            servers.add(
                    audit(
                            ledger,
                            trust,
                            "--bearer-file",
                            ledger.tokenFile().toString(),
                            ledger.log().toString()));
            System.out.println("  " + folders.get(number) + " " + servers.get(number));
        }
        double ceiling = Sample.of(hashes).median();
        return new Table(
                        List.of(
                                "%s entries".formatted(Table.whole(ledger.entries())),
                                "entries/s a core",
                                "of the ceiling",
                                "entries/s by the clock",
                                "serving it, us an entry"))
                .row(row("audit of a folder", folders, ceiling, "-"))
                .row(
                        row(
                                "audit of ledger-service",
                                servers,
                                ceiling,
                                Table.decimals(1, median(servers, Audited::serverMicros))))
                .row(
                        List.of(
                                "SHA-256 of each entry, no more",
                                Table.whole(ceiling),
                                "1.00",
                                Table.whole(ceiling),
                                "-"))
                .toString();
    }

    private static List<String> row(
            String name, List<Audited> audits, double ceiling, String serving) {
        double perCore = median(audits, Audited::perCoreSecond);
        return List.of(
                name,
                Table.whole(perCore),
                Table.decimals(2, perCore / ceiling),
                Table.whole(median(audits, Audited::perSecond)),
                serving);
    }

    private static double median(List<Audited> audits, ToDoubleFunction<Audited> figure) {
        return Sample.of(audits.stream().mapToDouble(figure).toArray()).median();
    }

    private static Audited audit(FilledLedger ledger, Path trust, String... place)
            throws IOException, InterruptedException {
        long serverBefore = serverCpu(ledger);
        Path answer = ledger.directory().resolve("audit.json");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                ProjectFiles.find().root().resolve(JAR).toString(),
                                "audit",
                                "--trust",
                                trust.toString(),
                                "--quiet",
                                "--json"));
        command.addAll(List.of(place));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(answer.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long cpu = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            // 0 once it has ended; so the last look before that counts.
            cpu = Math.max(cpu, Cpu.nanos(process.pid()));
        }
        JsonNode report = JSON.readTree(answer.toFile());
        if (process.exitValue() != 0 || report.path("entries").asLong() != ledger.entries()) {
            throw new IllegalStateException("the audit did not pass: " + report);
        }
        return new Audited(
                ledger.entries(),
                report.path("entriesPerSecond").asDouble(),
                cpu,
                serverCpu(ledger) - serverBefore);
    }

    private static long serverCpu(FilledLedger ledger) {
        return ledger.serviceCpu() + ledger.postgresCpu();
    }
}
