package dev.consentledger.architecture.wrong;

import dev.consentledger.architecture.wrong.http.ConsentPage;
import dev.consentledger.architecture.wrong.kafka.Sender;
import java.time.Instant;

/** Does what the wiring may do: import the edges, and know the time. */
final class WrongWiring {
    final ConsentPage page = new ConsentPage(new Sender());
    final Instant started = Instant.now();
}
