package dev.consentledger.standalone;

import dev.consentledger.standalone.process.StandProcess;
import dev.consentledger.standalone.process.StartListener;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The whole system: a stand, the three services on it, and a witness. The ledger-service comes
 * first, since it makes the topics; the other two start side by side.
 */
final class RunningSystem {
    private static final String WITNESS = "witness";

    private final Stand stand;
    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);

    private Optional<OwnWitness> witness = Optional.empty();

    private RunningSystem(Stand stand) {
        this.stand = stand;
    }

    /** Starts everything and returns when all of it is ready; after a failure nothing runs. */
    static RunningSystem start(Path data, StandOptions options, StartListener listener) {
        RunningSystem system = new RunningSystem(Stand.start(data, options, listener));
        try {
            listener.starting(WITNESS);
            OwnWitness witness = OwnWitness.prepare(system.stand);
            system.witness = Optional.of(witness);
            system.start(List.of(ServiceName.LEDGER_SERVICE), listener);
            witness.meet(system.service(ServiceName.LEDGER_SERVICE).uri());
            if (system.isWitnessed()) {
                listener.ready(WITNESS);
            }
            system.start(List.of(ServiceName.REPORTING_SERVICE, ServiceName.CONSENT_API), listener);
            return system;
        } catch (RuntimeException e) {
            system.stop(name -> {});
            throw e;
        }
    }

    private void start(List<ServiceName> together, StartListener listener) {
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        for (ServiceName name : together) {
            listener.starting(name.module());
            ServiceProcess service = stand.launchService(name, environment(name));
            services.put(name, service);
            ready.add(
                    CompletableFuture.runAsync(service::awaitReady)
                            .thenRun(() -> listener.ready(name.module())));
        }
        try {
            ready.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Map<String, String> environment(ServiceName name) {
        return name == ServiceName.LEDGER_SERVICE
                ? witness.map(OwnWitness::ledgerEnvironment).orElse(Map.of())
                : Map.of();
    }

    Stand stand() {
        return stand;
    }

    /** Whether the witness runs: not where the ledger signs nothing. */
    boolean isWitnessed() {
        return witness.flatMap(OwnWitness::process).isPresent();
    }

    ServiceProcess service(ServiceName name) {
        return services.get(name);
    }

    /** Completes with the first of the servers that ends. */
    CompletableFuture<StandProcess> firstToEnd() {
        CompletableFuture<StandProcess> first = new CompletableFuture<>();
        List<StandProcess> all = new ArrayList<>(services.values());
        witness.flatMap(OwnWitness::process).ifPresent(all::add);
        all.add(stand.broker());
        all.add(stand.postgres());
        all.forEach(process -> process.ended().thenRun(() -> first.complete(process)));
        return first;
    }

    /** Stops what takes in first and what stores last; says the name of each before. */
    void stop(Consumer<String> stopping) {
        for (ServiceName name :
                List.of(
                        ServiceName.CONSENT_API,
                        ServiceName.LEDGER_SERVICE,
                        ServiceName.REPORTING_SERVICE)) {
            if (services.containsKey(name)) {
                stopping.accept(name.module());
                services.get(name).stop();
            }
        }
        if (witness.isPresent()) {
            stopping.accept(WITNESS);
            witness.get().close();
        }
        stopping.accept("broker and postgres");
        stand.close();
    }
}
