package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Grant;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A way to know who sends a request. The service has one, which its configuration chooses. */
interface Identification {

    /** The OpenAPI document's name for name and password. */
    String PASSWORD = "password";

    /** The OpenAPI document's name for a bearer token. */
    String TOKEN = "token";

    /** Somebody who has proved who they are. */
    record Identified(String name, Set<Grant> grants) {}

    /**
     * Who this is.
     *
     * @param authorization the header of that name
     * @param address where the request comes from
     * @return fails with a problem, where the credentials are not right or cannot be checked
     */
    Uni<Identified> identify(String authorization, String address);

    /** What is to be sent, as {@code WWW-Authenticate} says it (RFC 9110, section 11.6.1). */
    String challenge();
}
