package dev.consentledger.core.entry;

/** The forms that names have in entries, policies and requests. */
public final class Names {

    public static final Form SITE =
            new Form(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*",
                    "a host name in lower case");

    public static final Form CONTROLLER =
            new Form(
                    "[a-z0-9][a-z0-9_-]{0,63}",
                    "1 to 64 lower-case letters, digits, hyphens and underscores, beginning with a letter or digit");

    public static final Form VERSION =
            new Form(
                    "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                    "1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit");

    public static final Form CATEGORY =
            new Form(
                    "[a-z][a-z0-9_-]{0,63}",
                    "1 to 64 lower-case letters, digits, hyphens and underscores, beginning with a letter");

    public static final Form JURISDICTION =
            new Form(
                    "[A-Z]{2,3}(-[A-Z0-9]{1,3})?",
                    "an ISO 3166 code such as DE or US-CA, or a group such as EEA");

    public static final Form COUNTRY = new Form("[A-Z]{2}", "an ISO 3166-1 code such as DE");

    public static final Form LANGUAGE =
            new Form(
                    "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}",
                    "a BCP 47 language tag such as en or pt-BR");

    public static final Form LABEL =
            new Form(
                    "[a-z][a-z0-9_-]{0,31}",
                    "1 to 32 lower-case letters, digits, hyphens and underscores");

    /** ASCII, so that every terminal shows what is signed, and nothing looks like another thing. */
    public static final Form REASON =
            new Form(
                    "[!-~]([ -~]{0,198}[!-~])?",
                    "one line of 1 to 200 printable ASCII characters, without a space at either end");

    private Names() {}
}
