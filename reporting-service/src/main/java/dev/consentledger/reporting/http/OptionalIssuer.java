package dev.consentledger.reporting.http;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Says that the issuer of the configuration is the only one. Quarkus refuses to start without an
 * issuer unless there is such a resolver; with it, OpenID Connect is then off, so that one build
 * serves with an issuer and without.
 */
@ApplicationScoped
public class OptionalIssuer implements TenantConfigResolver {

    @Override
    public Uni<OidcTenantConfig> resolve(
            RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().nullItem();
    }
}
