package dev.consentledger.reporting.http;

import dev.consentledger.reporting.users.Credentials;
import dev.consentledger.reporting.users.SignIn;
import dev.consentledger.reporting.users.SignIn.Known;
import dev.consentledger.reporting.users.SignIn.Outcome;
import dev.consentledger.reporting.users.SignIn.Wait;
import dev.consentledger.reporting.users.User;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** By name and password (RFC 7617). Passwords are checked on threads of their own. */
final class PasswordIdentification implements Identification {

    private static final String SCHEME = "basic ";

    /** When the queue of passwords will be shorter. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final SignIn signIn;
    private final Executor threads;
    private final Consumer<Outcome> counted;

    /**
     * @param threads few, and with a short queue: each check takes a processor for a while
     * @param counted is told of each attempt
     */
    PasswordIdentification(SignIn signIn, Executor threads, Consumer<Outcome> counted) {
        this.signIn = signIn;
        this.threads = threads;
        this.counted = counted;
    }

    @Override
    public Uni<Identified> identify(String authorization, String address) {
        Optional<Credentials> sent = credentials(authorization);
        if (sent.isEmpty()) {
            return Uni.createFrom().failure(Problems.wrongCredentials(challenge()));
        }
        Optional<User> remembered = signIn.remembered(sent.get());
        if (remembered.isPresent()) {
            return Uni.createFrom().item(identified(remembered.get()));
        }
        return Uni.createFrom()
                .item(() -> signIn.check(sent.get(), address))
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .recoverWithItem(new Wait(BUSY))
                .invoke(counted)
                .map(this::identified);
    }

    private Identified identified(Outcome outcome) {
        if (outcome instanceof Known known) {
            return identified(known.user());
        }
        if (outcome instanceof Wait wait) {
            throw Problems.tooManyAttempts(wait.time());
        }
        throw Problems.wrongCredentials(challenge());
    }

    private static Identified identified(User user) {
        return new Identified(user.name(), user.grants());
    }

    private static Optional<Credentials> credentials(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Credentials.parse(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    @Override
    public String challenge() {
        return "Basic realm=\"Consent Ledger\", charset=\"UTF-8\"";
    }
}
