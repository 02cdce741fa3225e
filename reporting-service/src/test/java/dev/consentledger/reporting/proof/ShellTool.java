package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.proof.ProofBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code verify.sh} from the source, run over an unpacked bundle. */
final class ShellTool implements BundleTool {

    private static final List<String> OUTCOMES = List.of("passed", "failed", "not established");
    private static final int OUTCOME_WIDTH = 17;

    private final Path folder;
    private final Path script;

    ShellTool(Path folder) throws IOException {
        this.folder = folder;
        this.script = folder.resolve("verify.sh");
        Files.write(script, BundleTools.files().get("verify.sh"));
    }

    /** What it ended with, and printed. */
    record Ended(int code, String printed) {}

    static boolean isThere() {
        return answers("bash", "--version") && answers("openssl", "version");
    }

    @Override
    public Said check(ProofBundle bundle, String trust) {
        try {
            List<String> arguments = new ArrayList<>();
            if (!trust.isEmpty()) {
                Path file = Files.writeString(folder.resolve("trust"), trust);
                arguments.addAll(List.of("--trust", file.toString()));
            }
            arguments.add(Zips.unpack(bundle, folder).toString());
            Ended ended = run(arguments);
            Map<String, String> checks = new LinkedHashMap<>();
            for (String line : ended.printed().split("\n")) {
                if (OUTCOMES.stream().anyMatch(o -> line.startsWith(o + " "))) {
                    String[] words = line.substring(OUTCOME_WIDTH).split(" ");
                    checks.put(words[0], line.substring(0, OUTCOME_WIDTH).strip());
                }
            }
            return new Said(OUTCOMES.get(ended.code()), checks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ended run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(arguments);
        return run(folder, command);
    }

    static Ended run(Path folder, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean answers(String... command) {
        try {
            return run(Path.of("."), Arrays.asList(command)).code() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
