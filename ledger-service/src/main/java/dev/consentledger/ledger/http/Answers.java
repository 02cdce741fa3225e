package dev.consentledger.ledger.http;

import dev.consentledger.core.tile.MissingTile;
import dev.consentledger.ledger.desk.Restoring;
import dev.consentledger.ledger.reading.DamagedLog;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What was read of a log, in time or as a problem. */
final class Answers {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private Answers() {}

    /** The same, failing with a problem where it takes too long or cannot be had. */
    static <T> Uni<T> inTime(Uni<T> reading) {
        return reading.ifNoItem().after(ANSWER_MAX).fail().onFailure().transform(Answers::problem);
    }

    private static HttpProblem problem(Throwable cause) {
        if (cause instanceof Restoring) {
            return Problems.restoring();
        }
        return cause instanceof DamagedLog || cause instanceof MissingTile
                ? Problems.damaged(cause)
                : Problems.unavailable(cause);
    }
}
