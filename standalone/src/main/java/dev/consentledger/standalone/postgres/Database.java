package dev.consentledger.standalone.postgres;

/**
 * One database and the user that owns it; the user can connect to no other.
 *
 * @param name of the database
 * @param user the owner
 * @param password in clear text; {@link #toString} leaves it out
 */
public record Database(String name, String user, String password) {
    @Override
    public String toString() {
        return "Database[name=" + name + ", user=" + user + "]";
    }
}
