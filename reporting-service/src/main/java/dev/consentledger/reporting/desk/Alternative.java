package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Term;
import dev.consentledger.reporting.desk.Found.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be done instead of an erasure, which cannot be undone. */
public enum Alternative implements Term {
    /** Kept, and used for legal claims only (GDPR art. 18(1) and 17(3)(b) and (e)). */
    RESTRICTION,
    /** Nothing is erased until the hold of the case is lifted (GDPR art. 17(3)(e)). */
    HOLD;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }

    /**
     * What is left to be offered, the mildest first: a restriction where not everybody has one, a
     * hold where there is a dispute, which a complaint is and an open hold tells of.
     */
    static List<Alternative> of(CaseKind kind, List<Person> persons) {
        List<Alternative> offered = new ArrayList<>();
        if (!persons.stream().allMatch(Person::restricted)) {
            offered.add(RESTRICTION);
        }
        if (kind == CaseKind.COMPLAINT || persons.stream().anyMatch(Person::held)) {
            offered.add(HOLD);
        }
        return List.copyOf(offered);
    }
}
