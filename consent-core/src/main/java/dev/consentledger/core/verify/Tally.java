package dev.consentledger.core.verify;

import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.Optional;

/** Counts how one check comes out for many things, and keeps the first reasons. For one thread. */
final class Tally {

    private final String name;
    private final boolean required;
    private long passed;
    private long open;
    private long failed;
    private Optional<String> firstOpen = Optional.empty();
    private Optional<String> firstFailed = Optional.empty();

    Tally(String name, boolean required) {
        this.name = name;
        this.required = required;
    }

    void pass() {
        passed++;
    }

    void open(String why) {
        open++;
        firstOpen = firstOpen.or(() -> Optional.of(why));
    }

    void fail(String why) {
        failed++;
        firstFailed = firstFailed.or(() -> Optional.of(why));
    }

    void add(Check check) {
        switch (check.outcome()) {
            case PASSED -> pass();
            case NOT_ESTABLISHED -> open(check.why());
            case FAILED -> fail(check.why());
        }
    }

    /** Passes what holds, and fails what does not. */
    void check(boolean holds, String otherwise) {
        if (holds) {
            pass();
        } else {
            fail(otherwise);
        }
    }

    boolean hasFailed() {
        return failed > 0;
    }

    long passed() {
        return passed;
    }

    /**
     * The outcome of them all: the worst.
     *
     * @param why where all have passed
     */
    Finding finding(String why) {
        if (failed > 0) {
            return new Finding(name, Outcome.FAILED, required, first(failed, firstFailed));
        }
        return open > 0
                ? new Finding(name, Outcome.NOT_ESTABLISHED, required, first(open, firstOpen))
                : new Finding(name, Outcome.PASSED, required, why);
    }

    private static String first(long count, Optional<String> reason) {
        String why = reason.orElseThrow();
        return count == 1 ? why : "%s; and %d more".formatted(why, count - 1);
    }
}
