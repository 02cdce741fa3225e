package dev.consentledger.reporting.http;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.Order;
import dev.consentledger.reporting.desk.Order.What;
import dev.consentledger.reporting.desk.Whom;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What the bodies of all orders have. Says nothing of itself, since it names a person. */
record OrderQuestion(String site, UUID inCase, Whom whom, Optional<UUID> id) {

    static OrderQuestion read(byte[] body) {
        return DeskBody.read(body, OrderQuestion::read);
    }

    static OrderQuestion read(Fields fields) throws MalformedJson {
        Fields by = fields.object("by");
        Whom whom = WhomReader.read(by);
        if (whom instanceof Whom.Nobody) {
            throw by.wrongValue(
                    "notIdentified", "an order is about somebody; look nobody up to record that");
        }
        return new OrderQuestion(
                fields.string("site"),
                DeskBody.id(fields, "case"),
                whom,
                DeskBody.optionalId(fields, "id"));
    }

    Order order(Case known, Asker asker, What what, Supplier<UUID> newId) {
        return new Order(id.orElseGet(newId), known, whom, asker, what);
    }

    @Override
    public String toString() {
        return "OrderQuestion[...]";
    }
}
