package dev.consentledger.standalone.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * One database and a user that can connect to it, and to no other.
 *
 * @param name of the database
 * @param owner the user that makes its tables
 * @param user the owner, or one that may only do what the owner lets it
 * @param password of the user, in clear text; {@link #toString} leaves it out
 */
public record Database(String name, String owner, String user, String password) {

    /** A database of this name, as its owner sees it, who has the same name. */
    public static Database ownedBy(String name, String password) {
        return new Database(name, name, name, password);
    }

    /** The SQL that makes the user, and for its owner the database, one statement a line. */
    public List<String> creation() {
        List<String> statements =
                new ArrayList<>(
                        List.of(
                                "SET password_encryption = 'scram-sha-256';",
                                "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "';"));
        if (user.equals(owner)) {
            statements.add("CREATE DATABASE " + name + " OWNER " + owner + ";");
            statements.add("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC;");
        } else {
            statements.add("GRANT CONNECT ON DATABASE " + name + " TO " + user + ";");
        }
        return statements;
    }

    @Override
    public String toString() {
        return "Database[name=" + name + ", user=" + user + "]";
    }
}
