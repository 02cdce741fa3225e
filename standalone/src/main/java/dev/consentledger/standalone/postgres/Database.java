package dev.consentledger.standalone.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * One database and a user that can connect to it, and to no other.
 *
 * @param name of the database
 * @param password of the user, in clear text; {@link #toString} leaves it out
 */
public record Database(String name, String user, String password, Role role) {

    /** What the user is to the database. */
    public enum Role {
        /** Owns it. */
        OWNER,
        /** Makes the tables in it, and cannot drop it: it belongs to PostgreSQL's superuser. */
        OWNER_OF_TABLES,
        /** May only do what the owner of the tables lets it. */
        GUEST,
        /** May do anything, in all databases. */
        SUPERUSER
    }

    /** A database of this name, as its owner sees it, who has the same name. */
    public static Database ownedBy(String name, String password) {
        return new Database(name, name, password, Role.OWNER);
    }

    /** The SQL that makes the user, and for an owner the database, one statement a line. */
    List<String> creation() {
        List<String> statements =
                new ArrayList<>(
                        List.of(
                                "SET password_encryption = 'scram-sha-256';",
                                "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "';"));
        switch (role) {
            case OWNER -> statements.addAll(database(" OWNER " + user));
            case OWNER_OF_TABLES -> statements.addAll(database(""));
            case GUEST -> statements.add(admission());
            case SUPERUSER -> statements.add("ALTER ROLE " + user + " SUPERUSER;");
        }
        return statements;
    }

    private List<String> database(String owner) {
        return List.of(
                "CREATE DATABASE " + name + owner + ";",
                "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC;",
                admission());
    }

    private String admission() {
        return "GRANT CONNECT ON DATABASE " + name + " TO " + user + ";";
    }

    /** The line of pg_hba.conf that lets the user in. */
    String accessRule() {
        return "host " + name + " " + user + " 127.0.0.1/32 scram-sha-256\n";
    }

    @Override
    public String toString() {
        return "Database[name=" + name + ", user=" + user + "]";
    }
}
