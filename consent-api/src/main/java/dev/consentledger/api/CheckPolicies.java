package dev.consentledger.api;

import dev.consentledger.api.policy.InvalidPolicyFiles;
import dev.consentledger.api.policy.PolicyFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Checks the policies and sites without starting the service, for the person who writes them:
 * {@code CheckPolicies <policies> <sites>}. Prints on standard output the lines that new versions
 * need in {@code published.sha256}, and everything else on standard error. Ends with 1 when there
 * are mistakes, with 2 when it was called wrongly or a file cannot be read.
 */
public final class CheckPolicies {

    private CheckPolicies() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: CheckPolicies <policies directory> <sites directory>");
            System.exit(2);
        }
        System.exit(check(Path.of(args[0]), Path.of(args[1]), Clock.systemUTC()));
    }

    private static int check(Path policies, Path sites, Clock clock) {
        try {
            List<String> lines = PolicyFiles.unlistedHashes(policies, sites, clock.instant());
            lines.forEach(System.out::println);
            System.err.println("The policies and sites are right. New documents: " + lines.size());
            return 0;
        } catch (InvalidPolicyFiles e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause().getMessage());
            return 2;
        }
    }
}
