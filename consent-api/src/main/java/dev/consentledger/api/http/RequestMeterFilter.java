package dev.consentledger.api.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Leaves out of the framework's figures the requests whose path or method nobody has foreseen. Both
 * are labels, and a client chooses them: it could fill the memory and write anything into them.
 */
@Singleton
public class RequestMeterFilter implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The endpoints, and the words that the framework has for whatever it did not find. */
    private static final Set<String> PATHS =
            Set.of(
                    ConsentResource.PATH,
                    PolicyResource.PATH,
                    PublishResource.SITE + PublishResource.POLICIES,
                    PublishResource.SITE + PublishResource.BANNERS,
                    "root",
                    "NOT_FOUND",
                    "REDIRECTION",
                    "UNKNOWN");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        boolean unforeseen =
                id.getName().equals(REQUESTS)
                        && (isNot(METHODS, id.getTag("method")) || isNot(PATHS, id.getTag("uri")));
        return unforeseen ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    private static boolean isNot(Set<String> foreseen, String label) {
        return label != null && !foreseen.contains(label);
    }
}
