package dev.consentledger.standalone;

import dev.consentledger.standalone.demo.TimeOrderedId;
import dev.consentledger.standalone.service.ServiceName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * What is printed once everything runs: where things are, a first event to send, what is promised.
 */
final class Welcome {
    private final RunningSystem system;
    private final CommandLine asked;

    Welcome(RunningSystem system, CommandLine asked) {
        this.system = system;
        this.asked = asked;
    }

    /**
     * The text.
     *
     * @param now becomes the event's time
     * @param random makes the event's ids
     */
    String text(Instant now, RandomGenerator random) {
        return addresses() + firstUser() + firstEvent(now, random) + promise();
    }

    private String addresses() {
        return """

        Consent Ledger is running.

          consent-api        %1$s          send events; try it at %1$s/q/swagger-ui
          ledger-service     %2$s          what became of an event; its proof
          reporting-service  %3$s          opt-in figures
          witness            %5$s
          metrics            /q/metrics of each service
          logs               %4$s
        """
                .formatted(
                        uri(ServiceName.CONSENT_API),
                        uri(ServiceName.LEDGER_SERVICE),
                        uri(ServiceName.REPORTING_SERVICE),
                        system.stand().logs(),
                        witness());
    }

    private String witness() {
        return system.isWitnessed()
                ? "http://localhost:%d          cosigns checkpoints; on the same machine it proves little"
                        .formatted(asked.stand().witnessPort())
                : "not started, since the ledger signs nothing: its log says why";
    }

    private String firstUser() {
        return system.stand()
                .adminPassword()
                .map(
                        password ->
                                """

                                The first user of reporting-service, for what is not open. The password is shown this once:

                                  %s  %s  (%s)

                                Another password, or more users: docs/operating/users.md.
                                """
                                        .formatted(FirstUser.NAME, password, FirstUser.GRANTS))
                .orElse("");
    }

    private String firstEvent(Instant now, RandomGenerator random) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        return """

        A first event, and what became of it:

          curl -i %1$s/v1/consents -H 'Content-Type: application/json' -d '{
            "eventId": "%4$s",
            "site": "imagine.art",
            "subject": "v-8f14e45fceea167a",
            "policyVersion": "2026-01-12",
            "action": "save",
            "decisions": {"preferences": "granted", "statistics": "refused", "marketing": "refused"},
            "occurredAt": "%5$s",
            "context": {"url": "https://imagine.art/pricing", "language": "en", "jurisdiction": "DE", "bannerVersion": "3"}
          }'
          curl %2$s/v1/entries/%4$s
          curl '%3$s/v1/sites/imagine.art/opt-in?from=%6$s&to=%7$s'

        Its proof, verified without asking the ledger, once the witness has cosigned (in some seconds):

          curl -sf --retry 9 --retry-all-errors '%2$s/v1/proofs/%4$s?checkpoint=cosigned' -o proof.json
          curl -s %2$s/logs/trust -o trust
          java -jar %8$s verify --trust trust proof.json
        """
                .formatted(
                        uri(ServiceName.CONSENT_API),
                        uri(ServiceName.LEDGER_SERVICE),
                        uri(ServiceName.REPORTING_SERVICE),
                        TimeOrderedId.at(now, random),
                        time,
                        day,
                        day.plus(1, ChronoUnit.DAYS),
                        asked.stand().files().verifier());
    }

    private String promise() {
        String survives =
                asked.stand().powerSafe()
                        ? "A 202 survives killed processes and a power cut: each record is forced to the disk first."
                        : "A 202 survives killed processes. It survives a power cut only with --power-safe, at a price in speed.";
        return "\n"
                + survives
                + "\nCtrl-C stops everything; the data stays in "
                + asked.data()
                + ".\n";
    }

    private String uri(ServiceName name) {
        return "http://localhost:" + system.service(name).port();
    }
}
