package dev.consentledger.reporting.proof;

import java.util.Locale;

/** The mandatory fields of ISO/IEC TS 27560:2023 that a site may have left undeclared. */
enum Field {
    PII_PRINCIPAL_ID,
    PRIVACY_NOTICE,
    LANGUAGE,
    PURPOSE,
    PII_INFORMATION,
    PII_TYPE,
    STORAGE_LOCATIONS,
    RETENTION_PERIOD,
    RECIPIENT_THIRD_PARTIES,
    WITHDRAWAL_METHOD,
    PARTY_NAME,
    PARTY_ADDRESS,
    PARTY_CONTACT,
    VALIDITY_DURATION;

    private final String term = name().toLowerCase(Locale.ROOT);

    /** The name that 27560 uses. */
    String term() {
        return term;
    }
}
