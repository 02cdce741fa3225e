package dev.consentledger.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.standalone.OwnWitness;
import dev.consentledger.standalone.ProjectFiles;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.process.Ports;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import dev.consentledger.standalone.witness.WitnessProcess;
import dev.consentledger.system.Event.Site;
import dev.consentledger.system.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A stand with services on it, and the questions that tests ask them. */
final class ConsentSystem implements AutoCloseable {

    /** Enough for any server to come back and for what was waiting to be done. */
    static final Duration RECOVERY_MAX = Duration.ofSeconds(120);

    private final Stand stand;
    private final LedgerTables ledgerTables;
    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);

    private Optional<OwnWitness> witness = Optional.empty();

    private ConsentSystem(Stand stand) {
        this.stand = stand;
        this.ledgerTables = new LedgerTables(stand, stand.ledger());
    }

    /** Starts both servers and these services, and returns when all are ready. */
    static ConsentSystem start(Path directory, ServiceName... names) {
        return new ConsentSystem(Stand.start(directory, StandOptions.withFreePorts()))
                .launched(names);
    }

    /** The same with a witness, which the ledger asks. */
    static ConsentSystem startWitnessed(Path directory, ServiceName... names) {
        ConsentSystem system =
                new ConsentSystem(Stand.start(directory, StandOptions.withFreePorts()));
        OwnWitness witness = OwnWitness.prepare(system.stand);
        system.witness = Optional.of(witness);
        system.launched(names);
        witness.meet(system.service(ServiceName.LEDGER_SERVICE).uri());
        return system;
    }

    private ConsentSystem launched(ServiceName... names) {
        try {
            for (ServiceName name : names) {
                launch(name, Map.of());
            }
            services.values().forEach(ServiceProcess::awaitReady);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The witness beside the ledger. */
    WitnessProcess witness() {
        return witness.flatMap(OwnWitness::process).orElseThrow();
    }

    Stand stand() {
        return stand;
    }

    /** Whether this system has such a service. */
    boolean runs(ServiceName name) {
        return services.containsKey(name);
    }

    ServiceProcess service(ServiceName name) {
        return services.get(name);
    }

    URI api() {
        return service(ServiceName.CONSENT_API).uri().resolve("/v1/consents");
    }

    LedgerTables ledgerTables() {
        return ledgerTables;
    }

    AppendedTopic appendedTopic() {
        return new AppendedTopic(stand.kafkaBootstrapServers());
    }

    /** Sends one event, once. */
    Answer send(Event event) throws IOException, InterruptedException {
        return Http.post(api(), event.json());
    }

    /** What ledger-service says became of an event, once it is appended. */
    JsonNode appended(UUID eventId) {
        URI uri = service(ServiceName.LEDGER_SERVICE).uri().resolve("/v1/entries/" + eventId);
        return await("entry of " + eventId)
                .atMost(RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> Http.get(uri),
                        answer ->
                                answer.status() == 200
                                        && answer.json().path("status").asText().equals("appended"))
                .json();
    }

    /** The answer about shards of ledger-service. */
    JsonNode shards() throws IOException, InterruptedException {
        return Http.get(service(ServiceName.LEDGER_SERVICE).uri().resolve("/v1/shards")).json();
    }

    /** A site's figures, once they count at least every entry that the ledger has now. */
    JsonNode figures(Site site, String query) {
        long entries = ledgerTables().size();
        URI uri =
                service(ServiceName.REPORTING_SERVICE)
                        .uri()
                        .resolve("/v1/sites/" + site.domain() + "/opt-in" + query);
        return await("figures that count %d entries".formatted(entries))
                .atMost(RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> Http.get(uri),
                        answer -> answer.status() == 200 && counted(answer.json()) >= entries)
                .json();
    }

    private static long counted(JsonNode figures) {
        return StreamSupport.stream(figures.path("asOf").spliterator(), false)
                .mapToLong(shard -> shard.path("nextIndex").asLong())
                .sum();
    }

    /** Starts a service anew, under more environment variables, and returns at once. */
    void launch(ServiceName name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        if (name == ServiceName.LEDGER_SERVICE) {
            witness.ifPresent(known -> all.putAll(known.ledgerEnvironment()));
        } else if (name == ServiceName.REPORTING_SERVICE) {
            // A test asks in a minute what people ask in an hour.
            all.put("CONSENT_LOOK_UPS_PER_MINUTE", "10000");
        }
        all.putAll(more);
        services.put(name, stand.launchService(name, all));
    }

    /** Starts one more instance of a service beside the one that runs. The caller closes it. */
    ServiceProcess launchBeside(ServiceName name) {
        return launchBeside(name, Map.of());
    }

    /** The same under more environment variables. */
    ServiceProcess launchBeside(ServiceName name, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(stand.environment(name));
        environment.put(ServiceProcess.PORT_VARIABLE, String.valueOf(Ports.free()));
        environment.putAll(more);
        return ServiceProcess.launch(
                name,
                ProjectFiles.find().root(),
                environment,
                stand.logs().resolve(name.module() + "-2.log"));
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        witness.ifPresent(OwnWitness::close);
        stand.close();
    }
}
