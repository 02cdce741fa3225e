package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.reporting.desk.LookUp.Asker;
import io.smallrye.mutiny.Uni;
import java.time.Clock;

/**
 * Opens and closes cases. The ledger is told first; whatever fails after that can be tried again,
 * and neither the case nor its record is there twice. Thread-safe.
 */
public final class CaseBook {

    private final Cases cases;
    private final Acts acts;
    private final Clock clock;

    public CaseBook(Cases cases, Acts acts, Clock clock) {
        this.cases = cases;
        this.acts = acts;
        this.clock = clock;
    }

    /** A case that was asked for, and whether it is new. */
    public record Opened(Case opened, boolean isNew) {}

    /**
     * Opens a case, or finds it where it is open.
     *
     * @return fails with {@link Unavailable}, or with {@link ReferenceTaken} where the site has
     *     another case of that reference, or a closed one
     */
    public Uni<Opened> open(Case wanted, Asker asker) {
        return cases.find(wanted.id())
                .chain(
                        known ->
                                known.isPresent()
                                        ? known(known.get(), wanted)
                                        : openNew(wanted, asker));
    }

    private static Uni<Opened> known(Case known, Case wanted) {
        return known.isOpen() && known.isSameAs(wanted)
                ? Uni.createFrom().item(new Opened(known, false))
                : Uni.createFrom().failure(new ReferenceTaken());
    }

    private Uni<Opened> openNew(Case wanted, Asker asker) {
        return acts.record(Act.CASE_OPENED, wanted, asker)
                .chain(() -> cases.open(wanted))
                .map(kept -> new Opened(kept, true));
    }

    /** Closes a case; one that is closed stays as it is. */
    public Uni<Case> close(Case open, Asker asker) {
        if (!open.isOpen()) {
            return Uni.createFrom().item(open);
        }
        return acts.record(Act.CASE_CLOSED, open, asker)
                .chain(() -> cases.close(open.id(), clock.instant()))
                .chain(() -> cases.find(open.id()))
                .map(found -> found.orElse(open));
    }
}
