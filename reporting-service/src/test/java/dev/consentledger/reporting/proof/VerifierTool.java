package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.core.verify.VerifierMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verifier's jar, called as from a shell. */
final class VerifierTool implements BundleTool {

    private static final List<String> OUTCOMES = List.of("passed", "failed", "not established");

    private final Path folder;

    VerifierTool(Path folder) {
        this.folder = folder;
    }

    @Override
    public Said check(ProofBundle bundle, String trust) {
        try {
            List<String> arguments = new ArrayList<>(List.of("verify", "--json"));
            if (!trust.isEmpty()) {
                arguments.add("--trust=" + Files.writeString(folder.resolve("trust"), trust));
            }
            arguments.add(Files.write(folder.resolve("bundle.zip"), Zips.of(bundle)).toString());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream print = new PrintStream(out, true, UTF_8);
            int code = VerifierMain.run(arguments.toArray(String[]::new), print, System.err);
            JsonNode report = new ObjectMapper().readTree(out.toString(UTF_8));
            Map<String, String> checks = new LinkedHashMap<>();
            report.get("checks")
                    .forEach(c -> checks.put(c.get("name").asText(), c.get("outcome").asText()));
            return new Said(OUTCOMES.get(code), checks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
