package dev.consentledger.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.statement.GapStatements.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which statement counts, whatever is stated and whatever expires before and after. */
class GapStatementsProperties {

    private static final String ORIGIN = "ledger.example/logs/1/0";
    private static final String TOPIC = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final long FROM = 10;
    private static final Place PLACE = new Place(ORIGIN, TOPIC, FROM);
    private static final NoteSigner OPERATOR =
            new NoteSigner("operator.example/anna", Ed25519PrivateKey.generate(new SecureRandom()));

    /**
     * Something that happens: a statement is written, and more records expire.
     *
     * @param grows by how much the topic begins later then
     */
    record Step(GapStatement stated, long grows) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<GapStatement> stated =
                Combinators.combine(
                                Arbitraries.longs().between(FROM - 1, FROM + 1),
                                Arbitraries.longs().between(1, 40),
                                Arbitraries.of("lost", "gone"))
                        .as((from, length, reason) -> statement(from, from + length, reason));
        Arbitrary<Long> grows = Arbitraries.longs().between(0, 15);
        return Combinators.combine(stated, grows).as(Step::new).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property
    void whatHasCountedCountsEverAfterAndInEveryReplay(@ForAll("histories") List<Step> history) {
        GapStatements live = new GapStatements();
        Optional<SignedStatement> counted = Optional.empty();
        long begin = FROM;
        for (Step step : history) {
            live.add(signed(step.stated()));
            begin += step.grows();
            Optional<SignedStatement> now = live.counting(PLACE, begin);
            if (counted.isPresent()) {
                assertThat(now).isEqualTo(counted);
            }
            counted = now;
            assertThat(counted.map(one -> one.statement().to()).orElse(begin))
                    .as("behind the records that are there")
                    .isLessThanOrEqualTo(begin);
        }

        // Whoever begins anew knows all statements, and sees fewer records each time.
        GapStatements replay = new GapStatements();
        history.forEach(step -> replay.add(signed(step.stated())));
        for (long later = begin; later < begin + 50; later++) {
            Optional<SignedStatement> then = replay.counting(PLACE, later);
            assertThat(counted.isPresent() ? then : counted).isEqualTo(counted);
        }
    }

    @Property
    void whatHasCountedIsAlwaysTheFirstAboutItsGap(@ForAll("histories") List<Step> history) {
        GapStatements all = new GapStatements();
        history.forEach(step -> all.add(signed(step.stated())));
        Optional<SignedStatement> first =
                history.stream()
                        .map(Step::stated)
                        .filter(one -> one.from() == FROM)
                        .findFirst()
                        .map(GapStatementsProperties::signed);

        assertThat(all.counting(PLACE, Long.MAX_VALUE)).isEqualTo(first);
        assertThat(all.counting(new Place("elsewhere", TOPIC, FROM), Long.MAX_VALUE)).isEmpty();
        assertThat(all.counting(PLACE, FROM)).isEmpty();
    }

    /** The case for which the first one has to hold up all others, whatever they say. */
    @Example
    void oneThatDoesNotFitYetIsNeverOvertaken() {
        SignedStatement far = signed(statement(FROM, 100, "lost"));
        SignedStatement near = signed(statement(FROM, 90, "lost"));
        GapStatements statements = new GapStatements();
        statements.add(far);
        statements.add(near);

        assertThat(statements.counting(PLACE, 90)).isEmpty();
        assertThat(statements.counting(PLACE, 120)).contains(far);
        statements.add(signed(statement(FROM, 50, "lost")));
        statements.add(far);
        assertThat(statements.counting(PLACE, 120)).contains(far);

        int changes = statements.changes();
        statements.removeIf(far::equals);
        assertThat(statements.changes()).isNotEqualTo(changes);
        assertThat(statements.counting(PLACE, 90)).contains(near);
    }

    private static GapStatement statement(long from, long to, String reason) {
        return new GapStatement(ORIGIN, TOPIC, from, to, reason);
    }

    private static SignedStatement signed(GapStatement statement) {
        return SignedStatement.sign(statement, OPERATOR);
    }
}
