package dev.consentledger.reporting.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where others reach this service: as configured, else where the request has reached it. */
@Singleton
public class PublicAddress {

    private final Optional<URI> configured;

    PublicAddress(@ConfigProperty(name = "consent.public-url") Optional<URI> configured) {
        this.configured = configured;
    }

    /**
     * @param path beginning with a slash
     */
    String of(UriInfo request, String path) {
        String base = configured.orElseGet(request::getBaseUri).toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
