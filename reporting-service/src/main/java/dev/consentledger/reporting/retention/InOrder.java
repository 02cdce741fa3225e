package dev.consentledger.reporting.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Work that a run does one after the other. */
public final class InOrder {

    private InOrder() {}

    /** Does it for each, once that for the one before is done; ends at the first failure. */
    public static <T> Uni<Void> each(Iterable<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWith(true))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
