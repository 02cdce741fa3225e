package dev.consentledger.reporting.http;

import dev.consentledger.reporting.metrics.SignInMetrics;
import dev.consentledger.reporting.users.SignIn;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** OpenID Connect where there is an issuer, else the built-in users. */
@Singleton
public class IdentificationChoice {

    /** Passwords that are checked at once; the other processors are for answers. */
    private static final int PASSWORDS_AT_ONCE = 2;

    /** Passwords that wait: some two seconds of work. */
    private static final int PASSWORDS_WAITING_MAX = 60;

    private static final long IDLE_SECONDS = 60;

    @Produces
    @Singleton
    Identification identification(
            @ConfigProperty(name = "consent.oidc.issuer") Optional<String> issuer,
            SignIn signIn,
            SignInMetrics metrics,
            CurrentIdentityAssociation verified) {
        return issuer.isPresent()
                ? new TokenIdentification(verified)
                : new PasswordIdentification(signIn, threads(), metrics::count);
    }

    private static Executor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        PASSWORDS_AT_ONCE,
                        PASSWORDS_AT_ONCE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(PASSWORDS_WAITING_MAX),
                        IdentificationChoice::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "passwords");
        thread.setDaemon(true);
        return thread;
    }
}
