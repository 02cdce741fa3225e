package dev.consentledger.core.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.text.Base64Text;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedKeysTest {

    private static final String TEXT = "a.example/log\n1\nroot\n";
    private static final NoteSigner SIGNER = GoldenLog.signer("log");
    private static final NoteSigner NEXT = GoldenLog.signer("next");
    private static final Cosigner WITNESS = GoldenLog.cosigner("witness", GoldenLog.WITNESS);
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:30.999Z");

    @Test
    void signaturesOfTrustedKeysAreVerifiedInTheirOrder() {
        SignedNote note = note(NEXT.sign(TEXT), WITNESS.cosign(TEXT, TIME), SIGNER.sign(TEXT));

        assertThat(trusting(SIGNER.verifierKey(), WITNESS.verifierKey()).verify(note))
                .isEqualTo(
                        new NoteVerification.Verified(
                                List.of(
                                        new VerifiedSignature(
                                                WITNESS.verifierKey(),
                                                Optional.of(Instant.parse("2026-11-22T10:15:30Z"))),
                                        new VerifiedSignature(
                                                SIGNER.verifierKey(), Optional.empty()))));
    }

    @Test
    void linesOfUnknownKeysArePassedOver() {
        NoteSignature right = SIGNER.sign(TEXT);
        NoteSignature otherId = new NoteSignature(right.name(), right.keyId() + 1, new byte[64]);
        NoteSignature otherName = new NoteSignature("b", right.keyId(), new byte[64]);
        NoteSignature otherType = new NoteSignature("c", 6, new byte[2428]);

        NoteVerification verification =
                trusting(SIGNER.verifierKey()).verify(note(otherId, otherName, otherType, right));

        assertThat(verification).isInstanceOf(NoteVerification.Verified.class);
    }

    @Test
    void nothingIsKnownOfANoteWithoutATrustedKey() {
        SignedNote note = note(SIGNER.sign(TEXT));

        assertThat(trusting().verify(note)).isEqualTo(new NoteVerification.Unknown());
        assertThat(trusting(NEXT.verifierKey()).verify(note))
                .isEqualTo(new NoteVerification.Unknown());
    }

    @Test
    void oneForgedLineOfATrustedKeySpoilsTheNote() {
        NoteSignature right = SIGNER.sign(TEXT);
        byte[] changed = right.signature();
        changed[17] ^= 4;
        NoteSignature forged = new NoteSignature(right.name(), right.keyId(), changed);
        TrustedKeys keys = trusting(SIGNER.verifierKey(), NEXT.verifierKey());
        NoteVerification spoilt = new NoteVerification.Forged(SIGNER.verifierKey());

        assertThat(keys.verify(note(forged))).isEqualTo(spoilt);
        assertThat(keys.verify(note(right, forged))).isEqualTo(spoilt);
        assertThat(keys.verify(note(NEXT.sign(TEXT), forged))).isEqualTo(spoilt);
        assertThat(keys.verify(note(SIGNER.sign("a.example/log\n2\nroot\n")))).isEqualTo(spoilt);
    }

    @Test
    void aKeyThatSignsTwiceCountsOnce() {
        SignedNote note =
                note(WITNESS.cosign(TEXT, TIME), WITNESS.cosign(TEXT, TIME.plusSeconds(9)));

        NoteVerification verification = trusting(WITNESS.verifierKey()).verify(note);

        assertThat(((NoteVerification.Verified) verification).signatures())
                .extracting(VerifiedSignature::time)
                .containsExactly(Optional.of(Instant.parse("2026-11-22T10:15:30Z")));
    }

    @Test
    void aCosignatureIsBoundToItsTimeAndText() {
        NoteSignature right = WITNESS.cosign(TEXT, TIME);
        assertThat(WITNESS.verifierKey().verify(TEXT, right)).isPresent();
        assertThat(WITNESS.verifierKey().verify(TEXT + "x\n", right)).isEmpty();
        for (int bit = 0; bit < 64; bit++) {
            byte[] changed = right.signature();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            NoteSignature moved = new NoteSignature(right.name(), right.keyId(), changed);
            assertThat(WITNESS.verifierKey().verify(TEXT, moved)).as("bit %d", bit).isEmpty();
        }
        for (int length : new int[] {1, 8, 64, 71, 73}) {
            byte[] other = Arrays.copyOf(right.signature(), length);
            NoteSignature cut = new NoteSignature(right.name(), right.keyId(), other);
            assertThat(WITNESS.verifierKey().verify(TEXT, cut)).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void aSignatureOfOneTypeIsNotTakenForOneOfAnother() {
        Ed25519PrivateKey key = GoldenLog.privateKey("log");
        NoteSigner signer = new NoteSigner("a", key);
        Cosigner cosigner = new Cosigner("a", key);
        String cosigned = "cosignature/v1\ntime %d\n%s".formatted(TIME.getEpochSecond(), TEXT);
        byte[] signature = cosigner.cosign(TEXT, TIME).signature();
        NoteSignature asPlain =
                new NoteSignature(
                        "a", signer.verifierKey().keyId(), Arrays.copyOfRange(signature, 8, 72));

        assertThat(signer.verifierKey().verify(TEXT, asPlain)).isEmpty();
        assertThat(signer.verifierKey().verify(TEXT, cosigner.cosign(TEXT, TIME))).isEmpty();
        // What only a key that is used for both could be made to sign: hence one key for each.
        assertThat(signer.verifierKey().verify(cosigned, asPlain)).isPresent();
    }

    @Test
    void aSignatureUnderAnotherIdIsNotOfTheKey() {
        NoteSignature right = SIGNER.sign(TEXT);
        NoteSignature otherId =
                new NoteSignature(right.name(), right.keyId() + 1, right.signature());
        NoteSignature otherName = new NoteSignature("b", right.keyId(), right.signature());

        assertThat(SIGNER.verifierKey().verify(TEXT, right)).isPresent();
        assertThat(SIGNER.verifierKey().verify(TEXT, otherId)).isEmpty();
        assertThat(SIGNER.verifierKey().verify(TEXT, otherName)).isEmpty();
    }

    @Test
    void theTimeOfAPublishedCosignatureIsRead() {
        byte[] blob = blob("blob");
        byte[] withoutTime = blob("withoutTime");

        assertThat(
                        Cosignature.read(Arrays.copyOfRange(blob, 4, blob.length))
                                .map(Cosignature::time))
                .contains(
                        Instant.ofEpochSecond(
                                PublishedVectors.get("cosignature").get("time").asLong()));
        assertThat(Cosignature.read(Arrays.copyOfRange(withoutTime, 4, withoutTime.length)))
                .isEmpty();
    }

    @Test
    void aTimeBeyondWhatATimeCanBeIsNone() {
        byte[] latest = new byte[72];
        latest[0] = 0x7f;
        byte[] negative = new byte[72];
        negative[0] = (byte) 0x80;

        byte[] minusOne = new byte[72];
        Arrays.fill(minusOne, 0, 8, (byte) 0xff);

        assertThat(Cosignature.read(new byte[72])).isPresent();
        assertThat(Cosignature.read(new byte[71])).isEmpty();
        assertThat(Cosignature.read(new byte[73])).isEmpty();
        assertThat(Cosignature.read(minusOne)).isEmpty();
        assertThat(Cosignature.read(latest)).isEmpty();
        assertThat(Cosignature.read(negative)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WITNESS.cosign(TEXT, Instant.ofEpochSecond(-1)));
    }

    private static byte[] blob(String name) {
        return Base64Text.read(PublishedVectors.get("cosignature").get(name).asText())
                .orElseThrow();
    }

    private static TrustedKeys trusting(VerifierKey... keys) {
        return new TrustedKeys(List.of(keys));
    }

    private static SignedNote note(NoteSignature... signatures) {
        return new SignedNote(TEXT, List.of(signatures));
    }
}
