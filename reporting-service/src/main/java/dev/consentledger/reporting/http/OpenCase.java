package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.Case;
import java.util.Optional;

/** The case that something is done in. */
final class OpenCase {

    private OpenCase() {}

    /** The case, where it is one of the site and still open; a problem otherwise. */
    static Case of(String site, Optional<Case> found) {
        Case known =
                found.filter(one -> one.site().equals(site)).orElseThrow(DeskProblems::unknownCase);
        if (!known.isOpen()) {
            throw DeskProblems.caseClosed();
        }
        return known;
    }
}
