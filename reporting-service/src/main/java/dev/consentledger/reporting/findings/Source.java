package dev.consentledger.reporting.findings;

/** Where in law or guidance a rule comes from, as it is cited. None of them is quoted. */
enum Source {
    EPRIVACY_5_3("Directive 2002/58/EC (ePrivacy), art. 5(3)"),
    GDPR_DEFINITION("GDPR, art. 4(11)"),
    GDPR_STORAGE_LIMITATION("GDPR, art. 5(1)(e) and recital 39"),
    GDPR_DEMONSTRATE("GDPR, art. 5(2) and 7(1)"),
    GDPR_RECIPIENTS("GDPR, art. 13(1)(e)"),
    GDPR_STORAGE_PERIOD("GDPR, art. 13(2)(a)"),
    GDPR_RECITAL_32("GDPR, recital 32"),
    GDPR_RECITAL_42("GDPR, recital 42"),
    PLANET49_ACTIVE("CJEU, C-673/17 (Planet49), ruling 1"),
    PLANET49_INFORMATION("CJEU, C-673/17 (Planet49), ruling 3"),
    FASHION_ID("CJEU, C-40/17 (Fashion ID), on joint controllers"),
    EDPB_CONSENT_UNAMBIGUOUS("EDPB, Guidelines 05/2020 on consent, section 3.4 (paragraph 86)"),
    EDPB_CONSENT_INFORMED("EDPB, Guidelines 05/2020 on consent, section 3.3"),
    EDPB_CONSENT_DEMONSTRATED("EDPB, Guidelines 05/2020 on consent, section 5.1"),
    EDPB_BANNERS_REFUSAL("EDPB, report of the Cookie Banner Taskforce (January 2023), paragraph 8"),
    WP29_EXEMPTION("WP29, Opinion 04/2012 on cookie consent exemption"),
    WP29_CUSTOMIZATION("WP29, Opinion 04/2012 on cookie consent exemption, section 3.6"),
    WP29_ANALYTICS("WP29, Opinion 04/2012 on cookie consent exemption, section 4"),
    CNIL_GUIDELINES("CNIL, guidelines on trackers (decision 2020-091)"),
    CNIL_RECOMMENDATION("CNIL, recommendation on trackers (decision 2020-092)"),
    PECR_SCHEDULE_A1(
            "United Kingdom: PECR, schedule A1, which exempts some statistics and looks under"
                    + " conditions");

    private final String citation;

    Source(String citation) {
        this.citation = citation;
    }

    String citation() {
        return citation;
    }
}
