package dev.consentledger.core.entry;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * 128 bits, spelled in Crockford's base 32 in groups of four.
 *
 * @param bits no UUID, but as many bits as one has
 */
public record ReceiptCode(UUID bits) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 128;
    private static final int BITS_PER_SYMBOL = 5;
    private static final int SYMBOLS = (BITS + BITS_PER_SYMBOL - 1) / BITS_PER_SYMBOL;
    private static final int SYMBOLS_PER_GROUP = 4;

    /** The spelling with the most between its symbols that is read. */
    private static final int LENGTH_MAX = 2 * SYMBOLS;

    /** As it is handed out. */
    public String text() {
        StringBuilder code = new StringBuilder();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            if (symbol > 0 && symbol % SYMBOLS_PER_GROUP == 0) {
                code.append('-');
            }
            int value = 0;
            for (int i = 0; i < BITS_PER_SYMBOL; i++) {
                value = value << 1 | bit(symbol * BITS_PER_SYMBOL + i);
            }
            code.append(ALPHABET.charAt(value));
        }
        return code.toString();
    }

    /** Bits from the highest on; those after the last are 0. */
    private int bit(int index) {
        if (index >= BITS) {
            return 0;
        }
        long half =
                index < Long.SIZE ? bits.getMostSignificantBits() : bits.getLeastSignificantBits();
        return (int) (half >>> (Long.SIZE - 1 - index % Long.SIZE) & 1);
    }

    /**
     * Reads a code as people write it down: without regard to case, hyphens and spaces, and with O
     * for 0, I and L for 1. Empty for what is no code.
     */
    public static Optional<ReceiptCode> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String symbols =
                text.replaceAll("[- ]", "")
                        .toUpperCase(Locale.ROOT)
                        .replace('O', '0')
                        .replaceAll("[IL]", "1");
        if (symbols.length() != SYMBOLS) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int index = 0; index < SYMBOLS * BITS_PER_SYMBOL; index++) {
            int value = ALPHABET.indexOf(symbols.charAt(index / BITS_PER_SYMBOL));
            int bit = value >> (BITS_PER_SYMBOL - 1 - index % BITS_PER_SYMBOL) & 1;
            if (value < 0 || (index >= BITS && bit != 0)) {
                return Optional.empty();
            }
            if (index < Long.SIZE) {
                high = high << 1 | bit;
            } else if (index < BITS) {
                low = low << 1 | bit;
            }
        }
        return Optional.of(new ReceiptCode(new UUID(high, low)));
    }

    /** Says nothing of the code, which opens a person's record. */
    @Override
    public String toString() {
        return "ReceiptCode[...]";
    }
}
