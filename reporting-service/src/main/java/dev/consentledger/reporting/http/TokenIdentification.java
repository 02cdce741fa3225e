package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Grant;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.stream.Collectors;

/** By a bearer token of the OpenID Connect issuer (RFC 6750), which the framework verifies. */
final class TokenIdentification implements Identification {

    private final CurrentIdentityAssociation verified;

    TokenIdentification(CurrentIdentityAssociation verified) {
        this.verified = verified;
    }

    @Override
    public Uni<Identified> identify(String authorization, String address) {
        return verified.getDeferredIdentity()
                .onFailure()
                .transform(this::problem)
                .map(this::identified);
    }

    private Identified identified(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            // Another scheme than Bearer, which the framework passes over.
            throw Problems.wrongCredentials(challenge());
        }
        return new Identified(identity.getPrincipal().getName(), grants(identity.getRoles()));
    }

    /** The claim may name groups of other applications, too. */
    private static Set<Grant> grants(Set<String> groups) {
        return groups.stream()
                .flatMap(group -> Grant.read(group).stream())
                .collect(Collectors.toSet());
    }

    private Throwable problem(Throwable failure) {
        return failure instanceof AuthenticationFailedException
                ? Problems.wrongCredentials(challenge() + ", error=\"invalid_token\"")
                : Problems.identityUnavailable(failure);
    }

    @Override
    public String challenge() {
        return "Bearer realm=\"Consent Ledger\"";
    }
}
