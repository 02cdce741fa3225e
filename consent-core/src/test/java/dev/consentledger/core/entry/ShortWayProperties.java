package dev.consentledger.core.entry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.RandomEntries;
import dev.consentledger.core.json.MalformedJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The short ways of reading find what the long ones find, and nothing that those refuse. */
class ShortWayProperties {

    private static final int MUTATIONS_TRIES = 20_000;
    private static final String MARKS = "\"\\{}[],:-0129aAzZ \u00e9\u0000\u007f";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Property
    void everyConsentGoesTheShortWay(@ForAll long seed) {
        RandomEntries random = new RandomEntries(new SplittableRandom(seed));
        ConsentEntry entry = random.consent(random.evidence());

        assertThat(CanonicalConsent.read(EntryCodec.encode(entry))).contains(entry);
    }

    @Property(tries = MUTATIONS_TRIES)
    void shortWayNeverDecidesOtherwiseThanTheLongOne(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomEntries entries = new RandomEntries(random);
        byte[] bytes = mutated(EntryCodec.encode(entries.consent(entries.evidence())), random);

        CanonicalConsent.read(bytes)
                .ifPresent(
                        entry ->
                                assertThat(EntryCodec.judge(bytes))
                                        .isEqualTo(new Decoding.Readable(entry)));
    }

    @Property(tries = MUTATIONS_TRIES)
    void evidenceIsReadAlikeBothWays(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new RandomEntries(random).evidence().toBytes();
        byte[] other = random.nextInt(4) == 0 ? bytes : mutated(bytes, random);

        assertThat(read(other)).isEqualTo(judged(other));
        assertThat(read(other).map(evidence -> evidence.context().value()))
                .isEqualTo(judged(other).map(evidence -> evidence.context().value()));
    }

    @Example
    void nameThatIsLongerThanAnyReaderTakesIsMalformedBothWays() {
        String salt = "\"salt\":\"" + "A".repeat(43) + "\",";
        String evidence =
                "{\"context\":{%s\"value\":{\"%s\":0}},\"observed\":{%s\"value\":{}},\"v\":1}";
        byte[] shorter = evidence.formatted(salt, "a".repeat(50), salt).getBytes(US_ASCII);
        byte[] bytes = evidence.formatted(salt, "a".repeat(60_000), salt).getBytes(US_ASCII);

        assertThat(read(shorter)).isPresent();
        assertThat(judged(bytes)).isEmpty();
        assertThat(read(bytes)).isEmpty();
    }

    @Property
    void labelOfAnEntryIsThatOfItsBytes(@ForAll long seed) {
        Entry entry = new RandomEntries(new SplittableRandom(seed)).any();

        assertThat(EntryLabel.of(EntryCodec.encode(entry))).isEqualTo(EntryLabel.of(entry));
    }

    @Property
    void timesAreSpelledAsTheFormatterWould(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L)
                    long millis) {
        Instant time = Instant.ofEpochMilli(millis);

        assertThat(Timestamps.format(time)).isEqualTo(TIME.format(time));
        assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time);
    }

    private static Optional<Evidence> read(byte[] bytes) {
        try {
            return Optional.of(Evidence.read(bytes));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Optional<Evidence> judged(byte[] bytes) {
        try {
            return Optional.of(Evidence.judge(bytes));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /** One character becomes another, is lost, or comes twice. */
    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
            case 1 -> changed[at] = (byte) (changed[at] ^ 0x20);
            case 2 -> {
                changed = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, changed, at, bytes.length - 1 - at);
            }
            default -> {
                changed = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
            }
        }
        return changed;
    }
}
