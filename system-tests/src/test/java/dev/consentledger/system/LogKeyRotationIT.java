package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.proof.Verdict;
import dev.consentledger.system.Http.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose log key is changed as the guide says, and a regulator who verifies all of it. */
class LogKeyRotationIT {

    private static final int SHARDS = 4;

    @TempDir static Path directory;

    private final Choices choices = new Choices();
    private int events;

    @Test
    void proofsOfBeforeDuringAndAfterVerifyAndTheRetiredKeyIsNotBelieved() throws Exception {
        try (ConsentSystem system =
                ConsentSystem.start(directory.resolve("data"), CONSENT_API, LEDGER_SERVICE)) {
            Path keys = system.stand().directory().resolve("keys");
            Path file = keys.resolve("log.key");
            Path nextFile = keys.resolve("log-next.key");

            EntryProof before = prove(system, 1);
            assertThat(trust(system).logs()).hasSize(SHARDS).allMatch(key -> isForAll(key));
            Ed25519PrivateKey retired = Ed25519PrivateKey.ofPem(Files.readString(file));

            makeKey(nextFile);
            restart(system);
            EntryProof during = prove(system, 2);
            awaitKeys(system, 2 * SHARDS);

            Files.move(nextFile, file, StandardCopyOption.ATOMIC_MOVE);
            restart(system);
            EntryProof after = prove(system, 1);
            awaitKeys(system, SHARDS);

            // Of shards without new entries, too.
            Trust trust =
                    await("the range of every retired key")
                            .atMost(ConsentSystem.RECOVERY_MAX)
                            .until(() -> trust(system), LogKeyRotationIT::hasRetiredOneOfEachLog);
            ProofVerifier regulator = new ProofVerifier(trust);
            for (EntryProof proof : List.of(before, during, after)) {
                assertThat(verdict(regulator, proof).outcome()).isEqualTo(Outcome.PASSED);
            }
            Verdict forged = verdict(regulator, signedAnew(after, retired));
            assertThat(forged.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(forged.check(Check.Name.LOG_SIGNATURE).orElseThrow().why())
                    .contains("not trusted for a tree of");

            makeKey(file);
            restart(system);
            await("the refusal of a key that comes alone")
                    .atMost(ConsentSystem.RECOVERY_MAX)
                    .until(
                            () -> get(system, "/q/health/ready").body(),
                            health -> health.contains("has ever signed this log"));
            assertThat(trust(system)).isEqualTo(trust);
        }
    }

    /**
     * Sends an event, and gives its proof under a checkpoint that so many keys of the log signed.
     */
    private EntryProof prove(ConsentSystem system, int signatures) throws Exception {
        Event event = choices.of(events++);
        assertThat(system.send(event).status()).isEqualTo(202);
        Answer answer =
                await("a proof")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () -> get(system, "/v1/proofs/" + event.id()),
                                got -> got.status() == 200);
        EntryProof proof = EntryProof.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        SignedCheckpoint checkpoint = proof.proof().checkpoint();
        assertThat(checkpoint.note().signatures())
                .filteredOn(line -> line.name().equals(checkpoint.checkpoint().origin()))
                .hasSize(signatures);
        return proof;
    }

    /** Of shards without new entries, too. */
    private static void awaitKeys(ConsentSystem system, int number) {
        await("the keys of every shard")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> assertThat(get(system, "/logs/keys").body().lines()).hasSize(number));
    }

    private static EntryProof signedAnew(EntryProof proof, Ed25519PrivateKey key) {
        TlogProof tlog = proof.proof();
        NoteSigner signer = new NoteSigner(tlog.checkpoint().checkpoint().origin(), key);
        SignedCheckpoint forged =
                SignedCheckpoint.sign(tlog.checkpoint().checkpoint(), List.of(signer));
        return new EntryProof(proof.entry(), TlogProof.of(tlog.index(), tlog.path(), forged));
    }

    private static Verdict verdict(ProofVerifier regulator, EntryProof proof) {
        return regulator.verify(proof.entry(), proof.proof());
    }

    /** A new key, which nobody but its owner can read. */
    static void makeKey(Path file) throws IOException {
        Files.writeString(file, Ed25519PrivateKey.generate(new SecureRandom()).toPem());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    static void restart(ConsentSystem system) {
        system.service(LEDGER_SERVICE).stop();
        system.launch(LEDGER_SERVICE, Map.of());
        system.service(LEDGER_SERVICE).awaitReady();
    }

    private static Trust trust(ConsentSystem system) throws Exception {
        String file = get(system, "/logs/trust").body();
        return TrustFile.parse(file.getBytes(StandardCharsets.UTF_8)).trust();
    }

    private static boolean hasRetiredOneOfEachLog(Trust trust) {
        return trust.logs().stream().filter(key -> key.sizeMax() < Long.MAX_VALUE).count()
                == SHARDS;
    }

    private static boolean isForAll(LogKey key) {
        return key.sizeMin() == 0 && key.sizeMax() == Long.MAX_VALUE;
    }

    private static Answer get(ConsentSystem system, String path)
            throws IOException, InterruptedException {
        return Http.get(system.service(LEDGER_SERVICE).uri().resolve(path));
    }
}
