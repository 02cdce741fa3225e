package dev.consentledger.benchmarks.log;

import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How long an inclusion proof takes over HTTP, of random entries of one large log, beside two
 * questions that cost the same service next to nothing.
 */
public final class ProofBenchmark {

    private static final List<Integer> CLIENTS = List.of(1, 4);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private static final double NANOS_PER_MICRO = 1e3;

    private ProofBenchmark() {}

    /** What is asked, one after the other in each repetition. */
    private enum Question {
        PROOF("inclusion proof"),
        CHECKPOINT("checkpoint: one row"),
        HEALTH("health: no database");

        private final String title;

        Question(String title) {
            this.title = title;
        }
    }

    /** Runs it, each question for so long in each repetition, and gives its figures as Markdown. */
    public static String run(FilledLedger ledger, Duration each, int repetitions) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        Map<Question, Supplier<String>> paths =
                Map.of(
                        Question.PROOF,
                        () -> "/v1/proofs/" + ledger.id(random.nextInt(ledger.entries())),
                        Question.CHECKPOINT,
                        () -> ledger.log().getPath() + "checkpoint",
                        Question.HEALTH,
                        () -> "/q/health/live");
        try (Clients clients = new Clients(ledger.uri())) {
            Duration warmUp = each.compareTo(WARM_UP) < 0 ? each : WARM_UP;
            for (Question question : Question.values()) {
                clients.run(CLIENTS.get(1), warmUp, paths.get(question));
            }
            Table table =
                    new Table(
                            List.of(
                                    "%s entries".formatted(Table.whole(ledger.entries())),
                                    "clients at once",
                                    "median, ms",
                                    "99 of 100 within, ms",
                                    "ledger-service, us",
                                    "PostgreSQL, us"));
            for (int at : CLIENTS) {
                ask(ledger, clients, at, each, repetitions, paths)
                        .forEach((question, answers) -> table.row(row(question, at, answers)));
            }
            return table.toString();
        }
    }

    private static List<String> row(Question question, int clients, Answers answers) {
        List<String> cells = new ArrayList<>(List.of(question.title, String.valueOf(clients)));
        cells.addAll(answers.cells());
        return cells;
    }

    /**
     * What came of one question, in all repetitions together.
     *
     * @param serviceCpu nanoseconds
     * @param postgresCpu likewise
     */
    private record Answers(List<Sample> millis, long serviceCpu, long postgresCpu) {

        List<String> cells() {
            Sample all = Sample.ofAll(millis);
            return List.of(
                    Table.decimals(2, all.median()),
                    Table.decimals(2, all.percentile(0.99)),
                    Table.whole(serviceCpu / NANOS_PER_MICRO / all.size()),
                    Table.whole(postgresCpu / NANOS_PER_MICRO / all.size()));
        }

        Answers with(Sample more, long moreServiceCpu, long morePostgresCpu) {
            List<Sample> samples = new ArrayList<>(millis);
            samples.add(more);
            return new Answers(samples, serviceCpu + moreServiceCpu, postgresCpu + morePostgresCpu);
        }
    }

    private static Map<Question, Answers> ask(
            FilledLedger ledger,
            Clients clients,
            int atOnce,
            Duration each,
            int repetitions,
            Map<Question, Supplier<String>> paths) {
        Map<Question, Answers> answers = new EnumMap<>(Question.class);
        for (int number = 0; number < repetitions; number++) {
            for (Question question : Question.values()) {
                long service = ledger.serviceCpu();
                long postgres = ledger.postgresCpu();
                Sample millis = clients.run(atOnce, each, paths.get(question));
                answers.put(
                        question,
                        answers.getOrDefault(question, new Answers(List.of(), 0, 0))
                                .with(
                                        millis,
                                        ledger.serviceCpu() - service,
                                        ledger.postgresCpu() - postgres));
            }
        }
        return answers;
    }
}
