package dev.consentledger.standalone.postgres;

import dev.consentledger.standalone.postgres.Database.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a cluster holds.
 *
 * @param users the owner of each database before its other users
 * @param guard the SQL that guards the tables of a database against their owner
 */
public record Databases(List<Database> users, String guard) {

    public Databases {
        users = List.copyOf(users);
    }

    /** The SQL that makes databases and users, one statement a line. */
    List<String> creation() {
        return users.stream().flatMap(user -> user.creation().stream()).toList();
    }

    /**
     * By database, what has to be run in it and can be run again; each statement ends with an empty
     * line.
     */
    Map<String, String> contents() {
        return users.stream()
                .filter(user -> user.role() == Role.OWNER_OF_TABLES)
                .collect(
                        Collectors.toMap(
                                Database::name,
                                user ->
                                        "GRANT CREATE ON SCHEMA public TO "
                                                + user.user()
                                                + ";\n\n"
                                                + guard));
    }

    /** All of it for psql. */
    public String script() {
        return String.join("\n", creation())
                + contents().entrySet().stream()
                        .map(entry -> "\n\\connect " + entry.getKey() + "\n" + entry.getValue())
                        .collect(Collectors.joining());
    }
}
