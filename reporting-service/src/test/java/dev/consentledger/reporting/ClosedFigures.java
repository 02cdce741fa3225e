package dev.consentledger.reporting;

import dev.consentledger.reporting.users.TestUsers;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.TreeMap;

/** Nothing is open: users of every role, each with grants of every kind. */
public class ClosedFigures implements QuarkusTestProfile {

    /** Of names such as {@code dpo-site}: of which sites the role is. */
    public static final Map<String, String> SCOPES =
            Map.of(
                    "site",
                    TestSites.SHOP,
                    "controller",
                    "controller:" + TestSites.CONTROLLER,
                    "all",
                    "*",
                    "othersite",
                    TestSites.QUIET,
                    "foreignsite",
                    TestSites.FOREIGN,
                    "foreigncontroller",
                    "controller:" + TestSites.FOREIGN_CONTROLLER);

    /** A user whom a test locks out. */
    public static final String LOCKED = "locked";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "consent.figures.open",
                "false",
                "consent.users.file",
                TestUsers.write(users()).toString());
    }

    private static Map<String, String> users() {
        Map<String, String> users = new TreeMap<>();
        for (String role : new String[] {"ingest", "reader", "dpo", "auditor", "administrator"}) {
            SCOPES.forEach((name, scope) -> users.put(role + "-" + name, role + "@" + scope));
        }
        users.put(LOCKED, "reader@*");
        return users;
    }
}
