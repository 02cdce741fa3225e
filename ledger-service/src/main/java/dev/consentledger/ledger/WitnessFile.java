package dev.consentledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.MalformedTrust;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.ledger.witness.KnownWitness;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file with the witnesses: the lines {@code witness <name> <vkey> <url>} of a {@link
 * TrustFile}, and none of its others, for those that are asked; and lines {@code former <name>
 * <vkey>} for those that are asked no more.
 */
final class WitnessFile {

    private static final String WITNESS = "witness";
    private static final int WORDS = 4;
    private static final String FORMER = "former";
    private static final int FORMER_WORDS = 3;

    /** What a trust file has to have and this one cannot. */
    private static final String QUORUM = "\nquorum none\n";

    private static final String EXPECTED =
            "Write one line for each witness: witness <name> <vkey> <url>, with the vkey that the witness has printed and a URL such as https://witness.example; and former <name> <vkey> for one that is asked no more.";

    private final Path file;

    /**
     * What the file says.
     *
     * @param former keys of those that are asked no more, by their short names
     */
    record Lines(List<KnownWitness> asked, Map<String, VerifierKey> former) {}

    WitnessFile(Path file) {
        this.file = file;
    }

    /**
     * The witnesses, in the order of their lines.
     *
     * @throws CannotStart where there is no such file, or something in it is wrong
     */
    Lines read() {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new CannotStart(
                    "The file of witnesses cannot be read from %s (%s). Correct CONSENT_WITNESSES_FILE, or leave it out to have no witnesses."
                            .formatted(file, e.getClass().getSimpleName()));
        }
        requireLines(text);
        try {
            List<KnownWitness> asked = new ArrayList<>();
            Map<String, VerifierKey> former = new LinkedHashMap<>();
            for (TrustFile.Witness line : witnesses(text)) {
                line.url()
                        .flatMap(WitnessFile::url)
                        .ifPresentOrElse(
                                url -> asked.add(new KnownWitness(line.name(), line.key(), url)),
                                () -> former.put(line.name(), line.key()));
            }
            if (asked.isEmpty() && former.isEmpty()) {
                throw fault("it has no line");
            }
            return new Lines(List.copyOf(asked), former);
        } catch (MalformedTrust e) {
            throw fault(e.getMessage());
        }
    }

    /** In a trust file a former one is a witness without a URL. */
    private static List<TrustFile.Witness> witnesses(String text) throws MalformedTrust {
        String lines = text.replaceAll("(?m)^(\\s*)" + FORMER + "(?=\\s)", "$1" + WITNESS);
        return TrustFile.parse((lines + QUORUM).getBytes(UTF_8)).witnesses();
    }

    /** What is right in a trust file and not here. */
    private void requireLines(String text) {
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            if (words[0].equals(FORMER) && words.length == FORMER_WORDS) {
                continue;
            }
            if (!words[0].equals(WITNESS) || words.length != WORDS) {
                throw fault("line %d: that is no line of a witness".formatted(number));
            }
            if (url(words[WORDS - 1]).isEmpty()) {
                throw fault(
                        "line %d: the URL has to begin with http:// or https:// and a host"
                                .formatted(number));
            }
        }
    }

    /** Without slashes at its end. */
    private static Optional<URI> url(String word) {
        try {
            URI url = new URI(word.replaceFirst("/+$", ""));
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web
                            && url.getHost() != null
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private CannotStart fault(String why) {
        return new CannotStart(
                "The file of witnesses %s is wrong: %s. %s".formatted(file, why, EXPECTED));
    }
}
