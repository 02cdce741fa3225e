package dev.consentledger.standalone;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.service.ServiceName;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What {@code standalone/run} was asked for.
 *
 * @param data the data directory
 * @param demoRate events per second of the demonstration; empty without one
 * @param stand ports and durability
 */
record CommandLine(Path data, OptionalInt demoRate, StandOptions stand) {
    static final int USUAL_DEMO_RATE = 20;

    /** One client with a handful of connections is asked for no more; benchmarks go beyond. */
    static final int DEMO_RATE_MAX = 1_000;

    private static final int PORT_MAX = 65_535;

    /**
     * Reads the arguments.
     *
     * @throws CannotStart for an unknown option or a bad value, with the option in the message
     */
    static CommandLine parse(List<String> arguments, ProjectFiles files) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Path data = files.root().resolve("data");
        OptionalInt demo = OptionalInt.empty();
        boolean powerSafe = false;
        int kafka = StandOptions.USUAL_KAFKA_PORT;
        int postgres = StandOptions.USUAL_POSTGRES_PORT;
        int witness = StandOptions.USUAL_WITNESS_PORT;
        Map<ServiceName, Integer> ports = usualPorts();
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--data" -> data = Path.of(value(option, rest));
                case "--demo" -> demo = OptionalInt.of(demoRate(rest));
                case "--power-safe" -> powerSafe = true;
                case "--kafka-port" -> kafka = port(option, rest);
                case "--postgres-port" -> postgres = port(option, rest);
                case "--witness-port" -> witness = port(option, rest);
                default -> ports.put(service(option), port(option, rest));
            }
        }
        long free = StandOptions.USUAL_FREE_BYTES_MIN;
        return new CommandLine(
                data.toAbsolutePath().normalize(),
                demo,
                new StandOptions(
                        files, kafka, postgres, ports, witness, powerSafe, 1, 4, false, free));
    }

    private static Map<ServiceName, Integer> usualPorts() {
        Map<ServiceName, Integer> ports = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            ports.put(service, service.usualPort());
        }
        return ports;
    }

    private static ServiceName service(String option) {
        for (ServiceName service : ServiceName.values()) {
            if (service.portOption().equals(option)) {
                return service;
            }
        }
        throw new CannotStart("Unknown option " + option + ". See standalone/run --help.");
    }

    private static int demoRate(Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("-")) {
            return USUAL_DEMO_RATE;
        }
        return number("--demo", rest.pop(), DEMO_RATE_MAX);
    }

    private static int port(String option, Deque<String> rest) {
        return number(option, value(option, rest), PORT_MAX);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new CannotStart(option + " needs a value. See standalone/run --help.");
        }
        return rest.pop();
    }

    private static int number(String option, String value, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, with the range.
        }
        throw new CannotStart(
                "%s takes a number from 1 to %d, not '%s'.".formatted(option, max, value));
    }
}
