package dev.consentledger.reporting.users;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * A bcrypt hash in its usual text, {@code $2b$<cost>$<salt and hash>}. What {@code htpasswd -B}
 * makes ({@code $2y$}) is read, too.
 *
 * @param text as it stands in the file
 */
public record PasswordHash(String text) {

    /** Less is guessed too fast. */
    static final int COST_MIN = 10;

    /** More takes a second, and whoever knows a name could have us spend it. */
    static final int COST_MAX = 14;

    /** Some 70 ms; each more doubles it. */
    static final int COST_USUAL = 10;

    /** What bcrypt takes, with the zero byte behind it; it would not see what comes after. */
    public static final int PASSWORD_BYTES_MAX = 71;

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");

    /** Where the cost stands in the text. */
    private static final int COST_AT = 4;

    public PasswordHash {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the last word is no bcrypt hash; write the line that deploy/user-line prints");
        }
        int cost = cost(text);
        if (cost < COST_MIN || cost > COST_MAX) {
            throw new IllegalArgumentException(
                    "the hash's cost is %d; make one with a cost from %d to %d"
                            .formatted(cost, COST_MIN, COST_MAX));
        }
    }

    /** The hash of a password under a new salt. */
    static PasswordHash of(String password, SecureRandom random) {
        byte[] hash =
                BCrypt.with(Version.VERSION_2B, random, longPasswords())
                        .hash(COST_USUAL, password.getBytes(StandardCharsets.UTF_8));
        return new PasswordHash(new String(hash, StandardCharsets.US_ASCII));
    }

    /** A hash that no password is known to have, and that takes as long as one of this cost. */
    static PasswordHash ofNobody(int cost) {
        return new PasswordHash("$2b$%02d$%s".formatted(cost, ".".repeat(53)));
    }

    /** Whether this is the password's. Takes as long for a wrong one as for the right one. */
    boolean matches(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= PASSWORD_BYTES_MAX
                && BCrypt.verifyer()
                        .verify(bytes, text.getBytes(StandardCharsets.US_ASCII))
                        .verified;
    }

    int cost() {
        return cost(text);
    }

    private static int cost(String text) {
        return Integer.parseInt(text.substring(COST_AT, COST_AT + 2));
    }

    private static LongPasswordStrategy longPasswords() {
        return LongPasswordStrategies.strict(Version.VERSION_2B);
    }

    /** Not the hash: it would let others guess at leisure. */
    @Override
    public String toString() {
        return "PasswordHash[cost=" + cost() + "]";
    }
}
