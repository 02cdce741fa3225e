package dev.consentledger.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which wider jurisdictions a code belongs to. */
final class Jurisdictions {

    /** The rule for all that no other rule names. */
    static final String EVERYWHERE = "*";

    private static final Set<String> EU =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK");

    /** The states of the EEA that are not in the EU. */
    private static final Set<String> EFTA_IN_EEA = Set.of("IS", "LI", "NO");

    private Jurisdictions() {}

    /** For {@code DE}: DE, EU, EEA, *. For {@code US-CA}: US-CA, US, *. */
    static List<String> fromNarrowToWide(String code) {
        List<String> codes = new ArrayList<>();
        codes.add(code);
        int hyphen = code.indexOf('-');
        String country = hyphen < 0 ? code : code.substring(0, hyphen);
        if (hyphen >= 0) {
            codes.add(country);
        }
        if (EU.contains(country)) {
            codes.add("EU");
        }
        if (EU.contains(country) || EFTA_IN_EEA.contains(country) || country.equals("EU")) {
            codes.add("EEA");
        }
        codes.add(EVERYWHERE);
        return codes;
    }
}
