package dev.consentledger.reporting.http;

import dev.consentledger.reporting.figure.FigureQuestion;
import dev.consentledger.reporting.figure.FigureRow;
import dev.consentledger.reporting.figure.FigureTable;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.ShardPosition;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers what reports ask for. Thread-safe. */
@Singleton
class FigureTables {

    private final FigureQuery query;

    FigureTables(FigureQuery query) {
        this.query = query;
    }

    /** All rows, and up to which entries they count. */
    record Table(List<FigureRow> rows, List<ShardPosition> asOf) {}

    Uni<Table> table(FigureQuestion question) {
        return query.policies(question.site())
                .chain(
                        policies ->
                                query.counts(question.counts())
                                        .map(
                                                answer ->
                                                        new Table(
                                                                FigureTable.of(
                                                                        question,
                                                                        policies,
                                                                        answer.rows()),
                                                                answer.asOf())))
                .onFailure()
                .transform(Problems::unavailable);
    }
}
