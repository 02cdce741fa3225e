package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.access.Grant;
import dev.consentledger.reporting.site.Sites;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Takes tests at their word about who calls. */
public class TestCaller {

    /** A name and grants, separated by spaces. */
    public static final String HEADER = "X-Test-Caller";

    private final CurrentCaller current;
    private final Sites sites;

    TestCaller(CurrentCaller current, Sites sites) {
        this.current = current;
        this.sites = sites;
    }

    @ServerRequestFilter
    public void identify(HttpServerRequest request) {
        String said = request.getHeader(HEADER);
        if (said != null) {
            String[] words = said.split(" ");
            Set<Grant> grants =
                    Arrays.stream(words).skip(1).map(Grant::parse).collect(Collectors.toSet());
            current.set(Caller.named(words[0], grants, sites));
        }
    }
}
