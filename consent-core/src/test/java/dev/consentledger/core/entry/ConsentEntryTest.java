package dev.consentledger.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.RandomEntries;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentEntryTest {

    private final RandomEntries random = new RandomEntries(new SplittableRandom(7));
    private final ConsentEntry entry = random.consent(random.evidence());

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.000Z, 2026-01-01T00:00:01.000Z, 2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:01.000Z, 2026-01-01T00:00:00.000Z, 2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00.000Z, 2026-01-01T00:00:00.000Z, 2026-01-01T00:00:00.000Z"
    })
    void takesEffectAtTheEarlierOfBothTimes(Instant occurred, Instant received, Instant effective) {
        assertThat(at(occurred, received, Set.of()).effectiveAt()).isEqualTo(effective);
    }

    @Test
    void timesHaveMilliseconds() {
        Instant time = Instant.parse("1969-12-31T23:59:59.999999999Z");

        assertThat(at(time, time, Set.of()).occurredAt())
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59.999Z"})
    void aYearWithoutFourDigitsHasNoSpelling(Instant time) {
        assertThatIllegalArgumentException().isThrownBy(() -> at(time, Instant.EPOCH, Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> at(Instant.EPOCH, time, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"})
    void theFirstAndTheLastTimeHaveOneSpelling(String text) {
        assertThat(Timestamps.format(Timestamps.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T24:00:00.000Z",
                "2016-12-31T23:59:60.000Z",
                "2026-11-22T10:15:30Z",
                "2026-11-22T10:15:30.1234Z",
                "2026-11-22T10:15:30.123+00:00",
                "2026-11-22t10:15:30.123z",
                "2026-02-30T10:15:30.123Z",
                "26-11-22T10:15:30.123Z",
                ""
            })
    void aTimeInAnotherSpellingIsRefused(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text));
    }

    @Test
    void decisionsHaveALimit() {
        Map<String, CategoryDecision> decisions = new HashMap<>();
        CategoryDecision decision =
                new CategoryDecision(Decision.REFUSED, Mechanism.OPT_IN, Signal.BANNER);
        for (int i = 0; i < ConsentEntry.DECISIONS_MAX; i++) {
            decisions.put("c".repeat(61) + "-" + (10 + i), decision);
        }
        assertThat(EntryCodec.encode(with(decisions)).length).isLessThan(Entry.LENGTH_MAX);

        decisions.put("one-more", decision);
        assertThatIllegalArgumentException().isThrownBy(() -> with(decisions));
    }

    @Test
    void whatIsLongerThanABundleCanHoldIsMalformed() {
        byte[] bytes = new byte[Entry.LENGTH_MAX + 1];
        Arrays.fill(bytes, (byte) ' ');
        byte[] later = "{\"v\":2}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(later, 0, bytes, 0, later.length);

        assertThat(EntryCodec.decode(bytes)).isInstanceOf(Decoding.Malformed.class);
        assertThat(EntryCodec.decode(Arrays.copyOf(bytes, Entry.LENGTH_MAX)))
                .isInstanceOf(Decoding.Unsupported.class);
    }

    @Test
    void evidenceHasOnePseudonymOrNone() {
        Json.Obj none = Json.object().build();
        EvidencePart part = random.part(none);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evidence(Optional.of(part), part, part));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Evidence(
                                        Optional.of(
                                                random.part(
                                                        Json.object().put("subject", "").build())),
                                        part,
                                        part));
        assertThat(new Evidence(Optional.empty(), part, part).pseudonym()).isEmpty();
    }

    @Test
    void aPartThatWasChangedInStoreIsRefused() {
        byte[] bytes = random.part(Json.object().put("url", "a").build()).committedBytes();
        byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);
        padded[bytes.length] = ' ';

        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> EvidencePart.ofCommittedBytes(padded));
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> EvidencePart.ofCommittedBytes(Arrays.copyOf(bytes, 31)));
    }

    /** A client's own value is kept in the context, two levels below the evidence. */
    @Test
    void evidenceCarriesWhateverAClientCouldSend() throws MalformedJson {
        Json.Obj deepest = nested(JsonReader.DEPTH_MAX);
        EvidencePart part = random.part(deepest);
        Evidence evidence = new Evidence(Optional.empty(), part, part);

        assertThat(JsonReader.read(deepest.canonicalBytes())).isEqualTo(deepest);
        assertThat(Evidence.read(evidence.toBytes())).isEqualTo(evidence);
        assertThat(EvidencePart.ofCommittedBytes(part.committedBytes())).isEqualTo(part);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> random.part(nested(JsonReader.DEPTH_MAX + 1)));
    }

    private static Json.Obj nested(int depth) {
        Json.Obj value = Json.object().build();
        for (int i = 1; i < depth; i++) {
            value = Json.object().put("a", value).build();
        }
        return value;
    }

    @Test
    void evidenceDoesNotPrintItself() {
        EvidencePart part = random.part(Json.object().put("subject", "v-secret").build());

        assertThat(new Evidence(Optional.of(part), part, part).toString())
                .doesNotContain("v-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "0199F0C2-7B1E-7C3A-9F52-3D1F6A1C0B7E, true",
        "0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e, true",
        "199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e, false",
        "0199f0c27b1e7c3a9f523d1f6a1c0b7e, false",
        "'', false"
    })
    void anIdIsSpelledInFull(String text, boolean valid) {
        assertThat(EventIds.parse(text).map(UUID::toString))
                .isEqualTo(valid ? Optional.of(text.toLowerCase()) : Optional.empty());
    }

    private ConsentEntry at(Instant occurredAt, Instant receivedAt, Set<Flag> flags) {
        return copy(occurredAt, receivedAt, flags, entry.decisions());
    }

    private ConsentEntry with(Map<String, CategoryDecision> decisions) {
        return copy(entry.occurredAt(), entry.receivedAt(), entry.flags(), decisions);
    }

    private ConsentEntry copy(
            Instant occurredAt,
            Instant receivedAt,
            Set<Flag> flags,
            Map<String, CategoryDecision> decisions) {
        return new ConsentEntry(
                entry.eventId(),
                entry.site(),
                entry.policy(),
                entry.banner(),
                entry.action(),
                decisions,
                entry.noticeEventId(),
                occurredAt,
                receivedAt,
                flags,
                entry.jurisdiction(),
                entry.country(),
                entry.language(),
                entry.deviceClass(),
                entry.layer(),
                entry.bot(),
                entry.commitments());
    }
}
