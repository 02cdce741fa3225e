package dev.consentledger.ledger.reading;

import dev.consentledger.core.text.DecimalText;
import java.util.Optional;

/** Under which checkpoint an entry is to be proved. */
public sealed interface CheckpointChoice {

    /** The last one that was signed. */
    record Newest() implements CheckpointChoice {}

    /** The one of the smallest tree that has the entry. */
    record Earliest() implements CheckpointChoice {}

    /** The one of the smallest tree that has the entry and that a witness has cosigned. */
    record Cosigned() implements CheckpointChoice {}

    /** The one of a tree of {@code size} entries. */
    record OfSize(long size) implements CheckpointChoice {}

    /**
     * Reads {@code newest}, {@code earliest}, {@code cosigned} or a size; absent where it is none
     * of them.
     */
    static Optional<CheckpointChoice> parse(String text) {
        return switch (text) {
            case "newest" -> Optional.of(new Newest());
            case "earliest" -> Optional.of(new Earliest());
            case "cosigned" -> Optional.of(new Cosigned());
            default ->
                    DecimalText.read(text).stream()
                            .<CheckpointChoice>mapToObj(OfSize::new)
                            .findAny();
        };
    }
}
