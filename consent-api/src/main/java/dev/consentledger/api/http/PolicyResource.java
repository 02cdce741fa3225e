package dev.consentledger.api.http;

import dev.consentledger.api.policy.BannerView;
import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.policy.SiteCatalog;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a banner what it needs of the version in force. Caches may keep it, but for no longer than
 * the version is in force, as far as that is known.
 */
@Path(PublishResource.SITE)
public class PolicyResource {

    private static final String POLICY = "/policy";
    static final String PATH = PublishResource.SITE + POLICY;

    /** A version that is published with this notice reaches every visitor in time. */
    private static final Duration AGE_MAX = Duration.ofMinutes(1);

    /** Who may read the answer depends on who asks ({@link CrossOrigin}). */
    private static final String BY_ORIGIN = "Origin";

    private static final String BY_LANGUAGE = BY_ORIGIN + ", " + HttpHeaders.ACCEPT_LANGUAGE;

    private final Supplier<PolicyCatalogs> catalogs;
    private final Clock clock;

    public PolicyResource(Supplier<PolicyCatalogs> catalogs, Clock clock) {
        this.catalogs = catalogs;
        this.clock = clock;
    }

    @GET
    @Path(POLICY)
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(
            @PathParam("site") String name,
            @QueryParam("language") Optional<String> language,
            @Context HttpHeaders headers) {
        Optional<SiteCatalog> site = catalogs.get().site(name);
        if (site.isEmpty()) {
            return unknownSite();
        }
        Instant now = clock.instant();
        Optional<String> accepted = header(headers, HttpHeaders.ACCEPT_LANGUAGE);
        BannerView view = site.get().viewsAt(now).in(language.or(() -> accepted));
        String tag = '"' + view.sha256().toHex() + '"';
        Response.ResponseBuilder answer =
                EntityTags.has(header(headers, HttpHeaders.IF_NONE_MATCH), tag)
                        ? Response.status(Status.NOT_MODIFIED)
                        : Response.ok(view.bytes(), MediaType.APPLICATION_JSON_TYPE)
                                .header(HttpHeaders.CONTENT_LANGUAGE, view.language());
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, language.isPresent() ? BY_ORIGIN : BY_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + age(site.get(), now))
                .build();
    }

    private static long age(SiteCatalog site, Instant now) {
        return site.nextBegin(now)
                .map(begin -> Duration.between(now, begin))
                .filter(left -> left.compareTo(AGE_MAX) < 0)
                .orElse(AGE_MAX)
                .toSeconds();
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name));
    }

    private static Response unknownSite() {
        Rejection rejection =
                Rejection.of(
                        ProblemType.SITE_NOT_FOUND,
                        "No site of this name is set up here. A site is named by its domain, such as"
                                + " imagine.art; check the spelling, or set it up.");
        return Response.status(rejection.type().status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(rejection))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
