package dev.consentledger.ledger.checkpoint;

import java.util.regex.Pattern;

/**
 * How the logs of a ledger are named: one for each shard of an epoch. The name is also that of the
 * key that signs the log's checkpoints (C2SP tlog-checkpoint, section "Note text").
 *
 * @param ledger the URL below which the logs are served, without its scheme
 */
public record Origins(String ledger, int epoch) {

    /** What a URL, a line and the name of a key may all have: printable ASCII, but no plus sign. */
    private static final Pattern LEDGER = Pattern.compile("[!-*,-~]{1,200}");

    /**
     * @throws IllegalArgumentException where the ledger's name cannot be that of a key, or is no
     *     URL without scheme and trailing slash
     */
    public Origins {
        if (!LEDGER.matcher(ledger).matches() || ledger.contains("://") || ledger.endsWith("/")) {
            throw new IllegalArgumentException(
                    "a ledger's name is a URL without scheme, space, plus sign and trailing slash, such as ledger.example/logs");
        }
    }

    /** The origin of a shard's log. */
    public String of(int shard) {
        return "%s/%d/%d".formatted(ledger, epoch, shard);
    }
}
