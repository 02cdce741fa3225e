package dev.consentledger.reporting.access;

import dev.consentledger.reporting.site.Site;
import java.util.Optional;

/**
 * A role for some sites: {@code dpo@imagine.art}, {@code reader@controller:imagineart}, {@code
 * auditor@*}.
 */
public record Grant(Role role, Scope scope) {

    private static final char AT = '@';

    /**
     * Reads a grant.
     *
     * @throws IllegalArgumentException with what is wrong and what to write instead
     */
    public static Grant parse(String text) {
        int at = text.indexOf(AT);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "'%s' is no grant; write role@site, role@controller:<id> or role@*"
                            .formatted(text));
        }
        String role = text.substring(0, at);
        return new Grant(
                Role.of(role)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "there is no role '%s'; write one of %s"
                                                        .formatted(
                                                                role,
                                                                String.join(", ", Role.terms())))),
                Scope.parse(text.substring(at + 1)));
    }

    /** Reads a grant; empty where the text is none, such as a group of another application. */
    public static Optional<Grant> read(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it lets somebody act in a role at a site. */
    public boolean allows(Role asked, Site site) {
        return role.includes(asked) && scope.covers(site);
    }

    /** As it is read. */
    @Override
    public String toString() {
        return role.term() + AT + scope.term();
    }
}
