package dev.consentledger.api.intake;

import dev.consentledger.core.entry.Names;
import dev.consentledger.core.json.Json;
import java.util.Optional;

/**
 * The version of a policy or banner as a client named it. One that no version can have is kept: it
 * must not keep a refusal from being recorded.
 */
sealed interface VersionName {

    record Absent() implements VersionName {}

    record Legal(String version) implements VersionName {}

    record Illegal(Json value) implements VersionName {}

    static VersionName of(Optional<Json> given) {
        if (given.isEmpty()) {
            return new Absent();
        }
        if (given.get() instanceof Json.Str text && Names.VERSION.matches(text.value())) {
            return new Legal(text.value());
        }
        return new Illegal(given.get());
    }

    /** The version, where it has the form of one. */
    default Optional<String> legal() {
        return this instanceof Legal legal ? Optional.of(legal.version()) : Optional.empty();
    }

    /** What the client wrote, legal or not. */
    default Optional<Json> written() {
        if (this instanceof Illegal illegal) {
            return Optional.of(illegal.value());
        }
        return legal().map(Json.Str::new);
    }
}
