package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.Order;
import dev.consentledger.reporting.desk.Order.What;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What every order goes through before it is given: who gives it, how often, in which case. */
@Singleton
public class OrderDesk {

    private final Cases cases;
    private final CurrentCaller caller;
    private final LookUpLimit limit;
    private final Acts acts;

    OrderDesk(Cases cases, CurrentCaller caller, LookUpLimit limit, Acts acts) {
        this.cases = cases;
        this.caller = caller;
        this.limit = limit;
        this.acts = acts;
    }

    /** The order of somebody who may give it, in a case that is open. */
    Uni<Order> order(OrderQuestion question, What what) {
        Asker asker = Asking.officer(caller.get(), question.site());
        limit.take(asker.name());
        return cases.find(question.inCase())
                .map(found -> OpenCase.of(question.site(), found))
                .map(inCase -> question.order(inCase, asker, what, acts::newId));
    }
}
