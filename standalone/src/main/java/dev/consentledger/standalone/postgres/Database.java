package dev.consentledger.standalone.postgres;

import java.util.List;

/**
 * One database and the user that owns it; the user can connect to no other.
 *
 * @param name of the database
 * @param user the owner
 * @param password in clear text; {@link #toString} leaves it out
 */
public record Database(String name, String user, String password) {
    /** The SQL that makes it and its owner, one statement a line. */
    public List<String> creation() {
        return List.of(
                "SET password_encryption = 'scram-sha-256';",
                "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "';",
                "CREATE DATABASE " + name + " OWNER " + user + ";",
                "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC;");
    }

    @Override
    public String toString() {
        return "Database[name=" + name + ", user=" + user + "]";
    }
}
