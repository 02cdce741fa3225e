package dev.consentledger.reporting.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Leaves out of the framework's figures the requests whose method nobody has foreseen. It is a
 * label, and a client chooses it: it could fill the memory and write anything into it.
 */
@Singleton
public class RequestMeterFilter implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String method = id.getTag("method");
        boolean unforeseen =
                id.getName().equals(REQUESTS) && method != null && !METHODS.contains(method);
        return unforeseen ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
