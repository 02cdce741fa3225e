package dev.consentledger.reporting.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody is to the sites that a {@link Grant} names. */
public enum Role {
    /** Sends events and links, as a site's server does. */
    INGEST,
    /** Reads figures, in which nobody can be made out. */
    READER,
    /** Answers persons: looks up, proves, exports, restricts, erases. */
    DPO,
    /** Checks what was done, and reads proofs. */
    AUDITOR,
    /** Runs the system; reads nothing about persons. */
    ADMINISTRATOR;

    /** As it stands in grants: the name in lower case. */
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a term; empty where there is none. */
    public static Optional<Role> of(String term) {
        return Arrays.stream(values()).filter(role -> role.term().equals(term)).findFirst();
    }

    /**
     * Whether whoever has this role has the other one too. Figures are open to all who look into
     * the service; beyond them no role contains another, so that nobody reads about persons who was
     * not made a data protection officer in as many words.
     */
    public boolean includes(Role other) {
        return this == other || (other == READER && this != INGEST);
    }

    /** All terms, in order. */
    static List<String> terms() {
        return Arrays.stream(values()).map(Role::term).toList();
    }
}
