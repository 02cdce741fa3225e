package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.desk.AskAgainList.Person;
import dev.consentledger.reporting.desk.AskAgainList.Piece;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list of persons as lines, with a last one that says that it is whole. Not thread-safe. */
public final class AskAgainLines {

    private long lines;
    private long withheld;

    private AskAgainLines() {}

    /** One line: a person and a category, or the end. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "AskAgainLine")
    public record Line(
            @Schema(description = "The pseudonym") Optional<String> subject,
            Optional<String> category,
            @Schema(description = "The version that was granted under") Optional<String> policy,
            Optional<String> jurisdiction,
            Optional<Instant> grantedAt,
            @Schema(description = "What the grant does not cover") Optional<String> because,
            @Schema(description = "In the last line alone: without it the list is cut off")
                    Optional<End> end) {

        private static Line of(Person person) {
            return new Line(
                    Optional.of(person.subject()),
                    Optional.of(person.category()),
                    Optional.of(person.policy()),
                    Optional.of(person.jurisdiction()),
                    Optional.of(person.grantedAt()),
                    Optional.of(person.because()),
                    Optional.empty());
        }

        private static Line of(End end) {
            return new Line(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(end));
        }
    }

    /** What the list comes to. */
    @Schema(name = "AskAgainEnd")
    public record End(
            @Schema(description = "Lines before this one") long lines,
            @Schema(description = "Grants of whoever has restricted the use of their record")
                    long withheld) {}

    static Multi<Line> of(Multi<Piece> pieces) {
        AskAgainLines list = new AskAgainLines();
        return Multi.createBy()
                .concatenating()
                .streams(
                        pieces.invoke(list::count)
                                .onItem()
                                .transformToIterable(Piece::persons)
                                .map(Line::of),
                        Multi.createFrom().item(list::end));
    }

    private void count(Piece piece) {
        lines += piece.persons().size();
        withheld += piece.withheld();
    }

    private Line end() {
        return Line.of(new End(lines, withheld));
    }
}
