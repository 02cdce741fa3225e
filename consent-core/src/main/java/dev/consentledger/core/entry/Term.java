package dev.consentledger.core.entry;

import java.util.Optional;

/** A word of the format: an enumerated value with the spelling that entries use. */
public interface Term {

    /** The word as it stands in an entry. */
    String term();

    /**
     * The value of {@code type} that is spelled {@code term}; empty for a word it does not have.
     */
    static <T extends Enum<T> & Term> Optional<T> parse(Class<T> type, String term) {
        for (T value : type.getEnumConstants()) {
            if (value.term().equals(term)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
