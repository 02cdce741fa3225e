package dev.consentledger.reporting.users;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The built-in users by name. Immutable. */
public final class Users {

    private static final Users NOBODY = new Users(Map.of());

    private final Map<String, User> byName;
    private final PasswordHash nobody;

    private Users(Map<String, User> byName) {
        this.byName = Map.copyOf(byName);
        int cost =
                byName.values().stream()
                        .mapToInt(user -> user.password().cost())
                        .max()
                        .orElse(PasswordHash.COST_USUAL);
        nobody = PasswordHash.ofNobody(cost);
    }

    /** No users at all. */
    public static Users nobody() {
        return NOBODY;
    }

    /**
     * Reads the users of a file: a line each; empty lines and what begins with # are passed over.
     *
     * @throws IllegalArgumentException with the line's number, what is wrong and what to write
     */
    static Users parse(List<String> lines) {
        Map<String, User> users = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    User user = User.parse(line);
                    if (users.put(user.name(), user) != null) {
                        throw new IllegalArgumentException(
                                "there is a second '%s'; leave one".formatted(user.name()));
                    }
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "line %d: %s".formatted(i + 1, e.getMessage()), e);
                }
            }
        }
        return new Users(users);
    }

    Optional<User> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The user of a name, if it is their password. Takes as long for a name that does not exist, so
     * that nobody learns which do.
     */
    Optional<User> withPassword(String name, String password) {
        Optional<User> user = named(name);
        boolean right = user.map(User::password).orElse(nobody).matches(password);
        return user.filter(known -> right);
    }
}
