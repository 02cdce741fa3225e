package dev.consentledger.reporting.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Main class behind {@code deploy/user-line NAME GRANT,GRANT}: reads a password from standard
 * input, one line, and prints the user's line for the file. Exit codes: 0 printed, 1 a mistake,
 * which is said on standard error.
 */
public final class UserLineMain {

    /** What can be typed, and not be guessed under {@link SignIn}'s limits. */
    private static final int PASSWORD_CHARACTERS_MIN = 12;

    private UserLineMain() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            System.out.println(
                    line(arguments, Optional.ofNullable(input.readLine()), new SecureRandom()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + ".");
            System.exit(1);
        }
    }

    static String line(String[] arguments, Optional<String> password, SecureRandom random) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException(
                    "Say a name and what is granted: deploy/user-line anna dpo@imagine.art,reader@*");
        }
        String typed = password.orElse("");
        if (typed.codePointCount(0, typed.length()) < PASSWORD_CHARACTERS_MIN) {
            throw new IllegalArgumentException(
                    "The password comes on standard input, as one line of %d characters or more"
                            .formatted(PASSWORD_CHARACTERS_MIN));
        }
        if (typed.getBytes(StandardCharsets.UTF_8).length > PasswordHash.PASSWORD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A password has at most %d bytes: bcrypt does not see more"
                            .formatted(PasswordHash.PASSWORD_BYTES_MAX));
        }
        return new User(arguments[0], User.grants(arguments[1]), PasswordHash.of(typed, random))
                .line();
    }
}
