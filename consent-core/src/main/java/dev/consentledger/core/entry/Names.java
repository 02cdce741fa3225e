package dev.consentledger.core.entry;

import java.util.regex.Pattern;

/** The forms that names have in entries, policies and requests, each with words for people. */
public final class Names {

    public static final Pattern SITE =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    public static final String SITE_FORM = "a host name in lower case";

    public static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    public static final String VERSION_FORM =
            "1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit";

    public static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    public static final String CATEGORY_FORM =
            "1 to 64 lower-case letters, digits, hyphens and underscores, beginning with a letter";

    public static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2,3}(-[A-Z0-9]{1,3})?");
    public static final String JURISDICTION_FORM =
            "an ISO 3166 code such as DE or US-CA, or a group such as EEA";

    public static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    public static final String COUNTRY_FORM = "an ISO 3166-1 code such as DE";

    public static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
    public static final String LANGUAGE_FORM = "a BCP 47 language tag such as en or pt-BR";

    public static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    public static final String LABEL_FORM =
            "1 to 32 lower-case letters, digits, hyphens and underscores";

    private Names() {}
}
