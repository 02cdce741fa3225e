package dev.consentledger.ledger.desk;

import java.util.Optional;

/**
 * An entry and everything that is kept beside it.
 *
 * @param entry the bytes that the leaf hash is over
 * @param document a policy's or banner's bytes, or the statement that a gap was crossed with
 * @param evidence absent where there never was any, or nothing of it is left
 * @param outcome of an act that was to erase evidence
 */
public record DeskRecord(
        Position position,
        byte[] entry,
        Optional<byte[]> document,
        Optional<Parts> evidence,
        Optional<Outcome> outcome) {

    /** The parts that are there: salt, then canonical JSON. */
    public record Parts(
            Optional<byte[]> subject, Optional<byte[]> context, Optional<byte[]> observed) {}

    /**
     * What became of an order to erase.
     *
     * @param outcome {@code erased} or {@code held}
     * @param entries of which evidence was erased
     */
    public record Outcome(String outcome, long entries) {}
}
