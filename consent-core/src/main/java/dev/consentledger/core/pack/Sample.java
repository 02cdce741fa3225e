package dev.consentledger.core.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * A sample that nobody can choose: whoever asks gives a seed, and a hash over it and an entry's
 * position says whether the entry is in. Everybody who knows the seed finds the same positions.
 * Immutable.
 *
 * @param seed of the one who checks, who tells it only when the ledger cannot be changed any more
 * @param perMillion how many of a million entries are in, on average; a million for all
 */
public record Sample(String seed, int perMillion) {

    /** Of {@code perMillion}: all entries. */
    public static final int MILLION = 1_000_000;

    private static final Pattern SEED = Pattern.compile("[!-~]{1,100}");

    public Sample {
        if (!SEED.matcher(seed).matches()) {
            throw new IllegalArgumentException("a seed is 1 to 100 visible characters of ASCII");
        }
        if (perMillion < 1 || perMillion > MILLION) {
            throw new IllegalArgumentException("perMillion is from 1 to 1,000,000");
        }
    }

    /**
     * Whether the entry at this position is in: where the first 64 bits of SHA-256 over {@link
     * #hashed} are, as a number without sign, below {@code perMillion / 1,000,000 * 2^64}.
     */
    public boolean contains(int epoch, int shard, long index) {
        byte[] hash = Hash.sha256(hashed(epoch, shard, index).getBytes(US_ASCII)).toBytes();
        long number = ByteBuffer.wrap(hash).getLong();
        return perMillion == MILLION || Long.compareUnsigned(number, bound()) < 0;
    }

    /** What is hashed, in ASCII: two lines, so that {@code sha256sum} computes the same. */
    public String hashed(int epoch, int shard, long index) {
        return "%s\n%d/%d/%d\n".formatted(seed, epoch, shard, index);
    }

    private long bound() {
        return BigInteger.TWO
                .pow(Long.SIZE)
                .multiply(BigInteger.valueOf(perMillion))
                .divide(BigInteger.valueOf(MILLION))
                .longValue();
    }

    Json toJson() {
        return Json.object().put("seed", seed).put("perMillion", perMillion).build();
    }

    /**
     * Reads the two members.
     *
     * @throws MalformedJson where one is missing or out of its bounds
     */
    public static Sample read(Fields fields) throws MalformedJson {
        String seed = fields.string("seed");
        long perMillion = fields.integer("perMillion");
        fields.end();
        if (!SEED.matcher(seed).matches()) {
            throw fields.wrongValue("seed", "expected 1 to 100 visible characters of ASCII");
        }
        if (perMillion < 1 || perMillion > MILLION) {
            throw fields.wrongValue("perMillion", "expected a whole number from 1 to 1000000");
        }
        return new Sample(seed, (int) perMillion);
    }
}
