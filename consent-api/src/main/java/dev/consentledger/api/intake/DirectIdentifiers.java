package dev.consentledger.api.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises subjects that name a person or a device outright. A subject has to be a pseudonym: the
 * ledger keeps entries for years. When in doubt it says yes; a site can always make a random id.
 */
final class DirectIdentifiers {

    private static final Pattern EMAIL = Pattern.compile(".+(@|%40).+");

    /** Digits with the usual separators; E.164 numbers have at most 15 digits, short ones 7. */
    private static final Pattern PHONE = Pattern.compile("(tel:)?\\+?[0-9(][0-9()./-]*[0-9]");

    private static final int PHONE_DIGITS_MIN = 7;
    private static final int PHONE_DIGITS_MAX = 15;

    private static final Pattern IPV4 =
            Pattern.compile(
                    "(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(:\\d{1,5}|/\\d{1,2})?");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-f:.]+");
    private static final int IPV6_GROUPS = 8;

    private DirectIdentifiers() {}

    /** What the subject looks like, in words; empty for a pseudonym. */
    static Optional<String> kindOf(String subject) {
        String text = subject.toLowerCase(Locale.ROOT);
        if (EMAIL.matcher(text).matches()) {
            return Optional.of("an e-mail address");
        }
        if (IPV4.matcher(text).matches() || looksLikeIpv6(text)) {
            return Optional.of("an IP address");
        }
        if (looksLikePhone(text)) {
            return Optional.of("a phone number");
        }
        return Optional.empty();
    }

    private static boolean looksLikePhone(String text) {
        if (!PHONE.matcher(text).matches()) {
            return false;
        }
        long digits = text.chars().filter(Character::isDigit).count();
        return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX;
    }

    private static boolean looksLikeIpv6(String written) {
        String text = written.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("[%/].*$", "");
        if (text.indexOf(':') < 0 || !IPV6_CHARACTERS.matcher(text).matches()) {
            return false;
        }
        boolean shortened = text.contains("::");
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            if (group.length() > 4 && !IPV4.matcher(group).matches()) {
                return false;
            }
        }
        boolean endsInIpv4 = groups[groups.length - 1].indexOf('.') >= 0;
        int count = groups.length + (endsInIpv4 ? 1 : 0);
        return shortened ? count <= IPV6_GROUPS + 1 : count == IPV6_GROUPS;
    }
}
