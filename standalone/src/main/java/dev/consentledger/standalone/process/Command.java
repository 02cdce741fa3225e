package dev.consentledger.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Runs a program to its end. */
public final class Command {
    private Command() {}

    /** Variables whose content Java repeats on standard error, in the midst of what is read. */
    private static final Set<String> REPEATED =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Has a small Java program say nothing but what it has to say. */
    public static ProcessBuilder withoutJavaOptions(ProcessBuilder program) {
        program.environment().keySet().removeAll(REPEATED);
        return program;
    }

    /**
     * Blocks until the program ends.
     *
     * @param input is written to its standard input
     * @return what it wrote to standard output and standard error
     * @throws CannotStart when it cannot be started or ends with another code than 0
     */
    public static String run(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new CannotStart(
                        String.join(" ", command) + " ended with " + status + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new CannotStart("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while running " + command.get(0), e);
        }
    }
}
