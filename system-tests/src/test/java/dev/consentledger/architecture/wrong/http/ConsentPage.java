package dev.consentledger.architecture.wrong.http;

import dev.consentledger.architecture.wrong.kafka.Sender;
import jakarta.ws.rs.Path;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An edge that imports another edge and its technology. */
@Path("/")
public final class ConsentPage {
    private final Sender sender;

    public ConsentPage(Sender sender) {
        this.sender = sender;
    }

    void answer() {
        sender.send(new ProducerRecord<>("topic", new byte[0]));
    }
}
