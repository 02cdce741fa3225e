package dev.consentledger.api.signal;

import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Signal;
import java.util.List;
import java.util.Map;

/** The signals that are understood, in order of precedence: the first that speaks decides. Pure. */
public final class Signals {

    private static final List<SignalSource> IN_ORDER = List.of(new GpcSignal(), new BannerSignal());

    /** The decisions of one signal, by category id. */
    public record Signalled(Signal signal, Map<String, Decision> decisions) {}

    private Signals() {}

    public static Signalled read(Statement statement) {
        for (SignalSource source : IN_ORDER) {
            if (source.speaksIn(statement)) {
                return new Signalled(source.signal(), source.decisions(statement));
            }
        }
        throw new IllegalStateException("the banner always speaks");
    }
}
