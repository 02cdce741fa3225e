package dev.consentledger.reporting.report;

import java.util.Optional;

/**
 * That a subject's choice in a category followed another, or that it turned out not to because a
 * choice between the two arrived late.
 *
 * @param before the choice before it, in the order in which they took effect
 * @param sign 1, or -1 where a turn that was counted is none
 */
public record Turn(String site, String category, Optional<Choice> before, Choice choice, int sign) {

    /** Whether the choice before it has this standing. */
    boolean follows(Standing standing) {
        return before.filter(choice -> choice.standing() == standing).isPresent();
    }
}
