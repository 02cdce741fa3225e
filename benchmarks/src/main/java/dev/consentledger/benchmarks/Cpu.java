package dev.consentledger.benchmarks;

import java.time.Duration;
import java.util.stream.Stream;

/** Time that processes had on a processor. */
public final class Cpu {

    private Cpu() {}

    /** Of this process, in nanoseconds. */
    public static long ownNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Of a process and all below it that still run, in nanoseconds. */
    public static long nanos(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(
                        process ->
                                process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
    }
}
