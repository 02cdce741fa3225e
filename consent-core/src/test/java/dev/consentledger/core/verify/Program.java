package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.StreamSupport;

/** Calls the program as a shell does. */
final class Program {

    private Program() {}

    /** What it printed and ended with. */
    record Result(int code, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + out + err, e);
            }
        }

        /** The outcome of a named check, of the JSON output. */
        String check(String name) {
            return StreamSupport.stream(json().get("checks").spliterator(), false)
                    .filter(check -> check.get("name").asText().equals(name))
                    .map(check -> check.get("outcome").asText())
                    .findFirst()
                    .orElse("absent");
        }
    }

    static Result run(String... arguments) {
        return run(duration -> {}, arguments);
    }

    static Result run(Terminal.Pause pause, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        Clock.systemUTC(),
                        pause);
        Exit exit = VerifierMain.run(Arrays.asList(arguments), terminal);
        return new Result(exit.code(), out.toString(UTF_8), err.toString(UTF_8));
    }
}
