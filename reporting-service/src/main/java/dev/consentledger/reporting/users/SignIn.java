package dev.consentledger.reporting.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consentledger.core.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows a built-in user by name and password. Who was known a moment ago is known again without a
 * hash that takes its time; who fails too often has to wait. Thread-safe.
 */
public final class SignIn {

    /** Wrong passwords of one name, from wherever, before it has to wait. */
    static final int FAILURES_OF_A_NAME = 10;

    /** Some three thousand guesses a day: nothing against a password of twelve characters. */
    static final Duration NAME_AGAIN = Duration.ofSeconds(30);

    /** More than those of a name: an office has one address and many names. */
    static final int FAILURES_OF_AN_ADDRESS = 30;

    static final Duration ADDRESS_AGAIN = Duration.ofSeconds(10);

    /** A console asks several times a minute. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** More than there are users who are at work at once. */
    private static final int REMEMBERED_MAX = 1_000;

    private static final int KEY_BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final Supplier<Users> users;
    private final SecretKeySpec key;
    private final FailureLimit ofAName;
    private final FailureLimit ofAnAddress;
    private final Cache<Hash, Boolean> remembered;

    /**
     * @param users as they are at the time of a call
     * @param random makes the key under which passwords are remembered, which nobody else gets
     */
    public SignIn(Supplier<Users> users, Clock clock, SecureRandom random) {
        this.users = users;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, MAC);
        ofAName = new FailureLimit(FAILURES_OF_A_NAME, NAME_AGAIN, clock);
        ofAnAddress = new FailureLimit(FAILURES_OF_AN_ADDRESS, ADDRESS_AGAIN, clock);
        remembered =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED_MAX)
                        .expireAfterWrite(REMEMBERED)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
    }

    /** What came of it. */
    public sealed interface Outcome {}

    /** The user is who they say. */
    public record Known(User user) implements Outcome {}

    /** There is no such user, or it is not the password; nobody is told which. */
    public record Wrong() implements Outcome {}

    /**
     * Too many attempts failed. The right password does not help either: else it could be guessed
     * on.
     */
    public record Wait(Duration time) implements Outcome {}

    /** The user, if this password was right a moment ago and the user's line is as it was. Fast. */
    public Optional<User> remembered(Credentials credentials) {
        return users.get()
                .named(credentials.name())
                .filter(user -> remembered.getIfPresent(proof(user, credentials)) != null);
    }

    /**
     * Checks name and password, which takes some 70 ms of a processor.
     *
     * @param address where they come from
     */
    public Outcome check(Credentials credentials, String address) {
        Optional<User> again = remembered(credentials);
        if (again.isPresent()) {
            return new Known(again.get());
        }
        Optional<Duration> wait = take(credentials.name(), address);
        if (wait.isPresent()) {
            return new Wait(wait.get());
        }
        Optional<User> user = users.get().withPassword(credentials.name(), credentials.password());
        if (user.isEmpty()) {
            return new Wrong();
        }
        ofAName.giveBack(credentials.name());
        ofAnAddress.giveBack(address);
        remembered.put(proof(user.get(), credentials), true);
        return new Known(user.get());
    }

    /** Who has to wait for one of both does not use up the other. */
    private Optional<Duration> take(String name, String address) {
        Optional<Duration> wait = ofAnAddress.take(address);
        if (wait.isEmpty()) {
            wait = ofAName.take(name);
            wait.ifPresent(anyTime -> ofAnAddress.giveBack(address));
        }
        return wait;
    }

    /**
     * Bound to the stored hash: a new password makes what was remembered of the old one useless.
     */
    private Hash proof(User user, Credentials credentials) {
        String text = user.name() + "\0" + user.password().text() + "\0" + credentials.password();
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return Hash.of(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
