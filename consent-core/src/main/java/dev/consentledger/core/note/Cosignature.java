package dev.consentledger.core.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A witness's signature with its time (C2SP tlog-cosignature, section "Format"): 8 bytes of POSIX
 * seconds, big-endian, and 64 bytes of Ed25519.
 */
record Cosignature(Instant time, byte[] signature) {

    private static final int TIME_LENGTH = 8;

    static Optional<Cosignature> read(byte[] bytes) {
        if (bytes.length != TIME_LENGTH + Ed25519PublicKey.SIGNATURE_LENGTH) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(bytes).getLong();
        if (seconds < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Cosignature(
                            Instant.ofEpochSecond(seconds),
                            Arrays.copyOfRange(bytes, TIME_LENGTH, bytes.length)));
        } catch (DateTimeException e) {
            // Some thousand million years from now.
            return Optional.empty();
        }
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(TIME_LENGTH + signature.length)
                .putLong(time.getEpochSecond())
                .put(signature)
                .array();
    }

    byte[] message(String text) {
        return message(text, time);
    }

    /** What is signed: two lines that nothing else begins with, and the checkpoint's text. */
    static byte[] message(String text, Instant time) {
        return "cosignature/v1\ntime %d\n%s".formatted(time.getEpochSecond(), text).getBytes(UTF_8);
    }
}
