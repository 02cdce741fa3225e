package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.proof.Trust;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs a witness until it is stopped. */
final class WitnessCommand implements Command {

    private static final String KEY = "--key";
    private static final String NAME = "--name";
    private static final String STATE = "--state";
    private static final String LOGS = "--logs";
    private static final String PORT = "--port";
    private static final String ADDRESS = "--address";
    private static final String ADDRESS_DEFAULT = "127.0.0.1";
    private static final int PORT_MAX = 65_535;

    @Override
    public String name() {
        return "witness";
    }

    @Override
    public String summary() {
        return "be a witness: a server that cosigns consistent checkpoints";
    }

    @Override
    public String help() {
        return """
               witness --key PEM --name NAME --state FOLDER --logs TRUSTFILE --port N
                       [--address ADDRESS] [--json]

               Answers POST /add-checkpoint (C2SP tlog-witness): cosigns a checkpoint of a known
               log that is consistent with the last one it cosigned, and has it on the disk before
               it answers. GET /<hex SHA-256 of the origin>/checkpoint gives that last one.

                 --key PEM         the witness's key, as keygen makes it
                 --name NAME       of the witness
                 --state FOLDER    the last checkpoints; without it the key must never be used again
                 --logs TRUSTFILE  the logs that are cosigned
                 --port N          0 for any that is free; it is printed
                 --address ADDRESS where it listens (127.0.0.1)
                 --json            one JSON object instead of text, once it listens

               Exit: 0 stopped, 2 nothing could be served or stored, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options =
                Options.parse(arguments, Set.of(KEY, NAME, STATE, LOGS, PORT, ADDRESS), Set.of());
        if (!options.rest().isEmpty()) {
            throw new UsageError("there are no further arguments");
        }
        options.required(PORT);
        int port = (int) options.number(PORT, 0, PORT_MAX).orElseThrow();
        Cosigner cosigner = cosigner(options);
        Trust logs = Inputs.trust(options.required(LOGS));
        if (logs.logs().isEmpty()) {
            throw new UsageError("the trust file has no log");
        }
        InetSocketAddress address =
                new InetSocketAddress(options.value(ADDRESS).orElse(ADDRESS_DEFAULT), port);
        if (address.isUnresolved()) {
            throw new UsageError("the address is unknown: " + address.getHostString());
        }
        limitTimes();
        try (WitnessState state = new WitnessState(Inputs.path(options.required(STATE)))) {
            Witness witness = new Witness(cosigner, logs, state, terminal.clock());
            try (WitnessServer server = new WitnessServer(witness, address, terminal.err())) {
                say(options, terminal, cosigner, address.getHostString(), server.port(), witness);
                rest(terminal);
            }
        }
        return Exit.PASSED;
    }

    private static Cosigner cosigner(Options options) throws UsageError {
        try {
            return new Cosigner(options.required(NAME), KeyFile.read(options.required(KEY)));
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage());
        }
    }

    /** A client that sends or reads too slowly must not keep a thread for ever. Seconds. */
    private static void limitTimes() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private void say(
            Options options,
            Terminal terminal,
            Cosigner cosigner,
            String host,
            int port,
            Witness witness) {
        String url = "http://%s:%d".formatted(host, port);
        String vkey = cosigner.verifierKey().encode();
        if (options.has(Options.JSON)) {
            Json.Obj facts =
                    Json.object()
                            .put("command", name())
                            .put("url", url)
                            .put("vkey", vkey)
                            .put(
                                    "origins",
                                    new Json.Arr(
                                            witness.origins().stream()
                                                    .<Json>map(Json.Str::new)
                                                    .toList()))
                            .build();
            terminal.out().println(new String(facts.canonicalBytes(), UTF_8));
        } else {
            terminal.out().println("Witness " + vkey);
            witness.origins().forEach(origin -> terminal.out().println("cosigns " + origin));
            terminal.out().println("at " + url);
        }
    }

    private static void rest(Terminal terminal) {
        try {
            while (true) {
                terminal.pause().of(Duration.ofDays(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
