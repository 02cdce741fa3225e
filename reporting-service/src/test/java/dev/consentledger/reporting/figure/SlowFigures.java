package dev.consentledger.reporting.figure;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.reporting.figure.Visits.Visit;
import dev.consentledger.reporting.report.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The same figures a second way, from all visits at once, by the words of the reference and with
 * none of the classes that count.
 */
public final class SlowFigures {

    private static final Set<Action> CHOICES =
            Set.of(Action.ACCEPT_ALL, Action.REJECT_ALL, Action.SAVE);
    private static final Set<Action> ANSWERS =
            Set.of(
                    Action.ACCEPT_ALL,
                    Action.REJECT_ALL,
                    Action.SAVE,
                    Action.ACKNOWLEDGE,
                    Action.DISMISS);
    private static final List<Duration> DECIDE =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofDays(10_000));
    private static final List<Duration> WITHDRAW =
            List.of(
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ofDays(90),
                    Duration.ofDays(365),
                    Duration.ofDays(10_000));

    private final FigureQuestion question;
    private final Map<String, Set<String>> offered;

    /** By row ({@code start|value|category}) and metric: numerator, and of a rate denominator. */
    private final Map<String, Map<String, List<Long>>> rows = new TreeMap<>();

    /**
     * @param offered by policy version, the categories with a choice
     */
    public SlowFigures(FigureQuestion question, Map<String, Set<String>> offered) {
        this.question = question;
        this.offered = offered;
    }

    /** A choice of a subject that is still the same one. */
    private record Chosen(Instant at, int place, String what, boolean bot) {}

    public Map<String, Map<String, List<Long>>> of(List<Visit> visits) {
        Map<String, List<ConsentEntry>> byRow = new TreeMap<>();
        Map<String, List<CategoryDecision>> decided = new TreeMap<>();
        Map<String, List<ConsentEntry>> deciders = new TreeMap<>();
        Map<String, Long> bots = new HashMap<>();
        for (Visit visit : visits) {
            if (visit.entry().isEmpty() || isOutside(effective(visit.entry().get()))) {
                continue;
            }
            ConsentEntry entry = visit.entry().get();
            String key = start(effective(entry)) + "|" + value(entry) + "|";
            if (entry.bot().isPresent()) {
                bots.merge(key, 1L, Long::sum);
            }
            byRow.computeIfAbsent(key, k -> new ArrayList<>());
            if (counts(entry.bot().isPresent())) {
                byRow.get(key).add(entry);
                decide(entry, decided, deciders);
            }
        }
        byRow.forEach((key, entries) -> events(key, entries, bots.getOrDefault(key, 0L)));
        Map<String, List<ConsentEntry>> shown = shownByVersion(visits);
        decided.forEach(
                (key, decisions) -> decisions(key, decisions, deciders.get(key), byRow, shown));
        if (question.by() == Dimension.ALL) {
            turns(visits);
        }
        List.copyOf(rows.keySet()).stream()
                .filter(key -> !key.endsWith("|") && !rows.get(key).containsKey("granted"))
                .forEach(key -> decisions(key, List.of(), List.of(), byRow, shown));
        return rows;
    }

    private void decide(
            ConsentEntry entry,
            Map<String, List<CategoryDecision>> decided,
            Map<String, List<ConsentEntry>> deciders) {
        if (entry.action() == Action.EXPIRE) {
            return;
        }
        entry.decisions()
                .forEach(
                        (category, decision) -> {
                            if (isChoice(decision)) {
                                String value =
                                        question.by() == Dimension.SIGNAL
                                                ? decision.signal().name().toLowerCase()
                                                : value(entry);
                                String key = start(effective(entry)) + "|" + value + "|" + category;
                                decided.computeIfAbsent(key, k -> new ArrayList<>()).add(decision);
                                deciders.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
                            }
                        });
    }

    private void events(String key, List<ConsentEntry> entries, long bots) {
        long shown = count(entries, Action.SHOWN);
        long choices = entries.stream().filter(e -> CHOICES.contains(e.action())).count();
        long answers = named(entries, ANSWERS);
        long late =
                entries.stream()
                        .filter(e -> e.action() != Action.EXPIRE)
                        .filter(e -> effective(e).plusSeconds(3600).isBefore(e.receivedAt()))
                        .count();
        put(key, "notices_shown", shown);
        put(key, "interaction_rate", answers, shown);
        put(key, "no_choice_rate", shown - named(entries, CHOICES), shown);
        put(key, "choices", choices);
        put(key, "accept_all_rate", count(entries, Action.ACCEPT_ALL), choices);
        put(key, "reject_all_rate", count(entries, Action.REJECT_ALL), choices);
        put(key, "own_choice_rate", count(entries, Action.SAVE), choices);
        put(key, "withdrawals", count(entries, Action.WITHDRAW));
        put(key, "gpc_signals", count(entries, Action.GPC));
        put(key, "acknowledged", count(entries, Action.ACKNOWLEDGE));
        put(key, "dismissed", count(entries, Action.DISMISS));
        put(key, "implied", count(entries, Action.IMPLIED));
        put(key, "expired", count(entries, Action.EXPIRE));
        put(key, "imported", count(entries, Action.IMPORT));
        put(key, "late_rate", late, entries.size());
        put(
                key,
                "under_retired_policy",
                entries.stream().filter(e -> e.flags().contains(Flag.POLICY_RETIRED)).count());
        put(key, "bot_events", bots);
        List<Duration> times = entries.stream().flatMap(e -> decisionTime(e).stream()).toList();
        spans(key, "time_to_decide", DECIDE, times);
    }

    private void decisions(
            String key,
            List<CategoryDecision> decisions,
            List<ConsentEntry> entries,
            Map<String, List<ConsentEntry>> events,
            Map<String, List<ConsentEntry>> shownByVersion) {
        long granted = 0;
        long refused = 0;
        long notAsked = 0;
        long answers = 0;
        for (int i = 0; i < decisions.size(); i++) {
            switch (decisions.get(i).decision()) {
                case GRANTED -> {
                    granted++;
                    answers += entries.get(i).noticeEventId().isPresent() ? 1 : 0;
                }
                case REFUSED -> refused++;
                case NOT_ASKED -> notAsked++;
            }
        }
        put(key, "granted", granted);
        put(key, "refused", refused);
        put(key, "not_asked", notAsked);
        put(key, "opt_in_of_choices", granted, granted + refused);
        put(key, "opt_in_of_shown", answers, offeredShown(key, events, shownByVersion));
    }

    private long offeredShown(
            String key,
            Map<String, List<ConsentEntry>> events,
            Map<String, List<ConsentEntry>> shownByVersion) {
        String[] parts = key.split("\\|", -1);
        if (question.by() == Dimension.ALL) {
            return offered.entrySet().stream()
                    .filter(version -> version.getValue().contains(parts[2]))
                    .mapToLong(
                            version ->
                                    shownByVersion
                                            .getOrDefault(
                                                    parts[0] + "|" + version.getKey(), List.of())
                                            .size())
                    .sum();
        }
        boolean offers =
                question.by() == Dimension.POLICY
                        ? offered.getOrDefault(parts[1], Set.of()).contains(parts[2])
                        : offered.values().stream().allMatch(c -> c.contains(parts[2]));
        return offers
                ? count(
                        events.getOrDefault(parts[0] + "|" + parts[1] + "|", List.of()),
                        Action.SHOWN)
                : 0;
    }

    private Map<String, List<ConsentEntry>> shownByVersion(List<Visit> visits) {
        Map<String, List<ConsentEntry>> shown = new HashMap<>();
        for (Visit visit : visits) {
            visit.entry()
                    .filter(e -> e.action() == Action.SHOWN && counts(e.bot().isPresent()))
                    .filter(e -> !isOutside(effective(e)))
                    .filter(e -> e.policy().flatMap(p -> p.sha256()).isPresent())
                    .ifPresent(
                            e ->
                                    shown.computeIfAbsent(
                                                    start(effective(e))
                                                            + "|"
                                                            + e.policy().get().version(),
                                                    k -> new ArrayList<>())
                                            .add(e));
        }
        return shown;
    }

    /** Choices of one subject until it is erased, sorted, each against the one before it. */
    private void turns(List<Visit> visits) {
        Map<String, Integer> erasures = new HashMap<>();
        Map<String, List<Chosen>> choices = new TreeMap<>();
        int place = 0;
        for (Visit visit : visits) {
            int index = place++;
            if (visit.entry().isEmpty()) {
                erasures.merge(visit.subject().get(), 1, Integer::sum);
            } else if (visit.subject().isPresent()) {
                ConsentEntry entry = visit.entry().get();
                String who =
                        visit.subject().get()
                                + "#"
                                + erasures.getOrDefault(visit.subject().get(), 0);
                entry.decisions()
                        .forEach(
                                (category, decision) ->
                                        what(entry, decision)
                                                .ifPresent(
                                                        what ->
                                                                choices.computeIfAbsent(
                                                                                category + "|"
                                                                                        + who,
                                                                                k ->
                                                                                        new ArrayList<>())
                                                                        .add(
                                                                                new Chosen(
                                                                                        effective(
                                                                                                entry),
                                                                                        index,
                                                                                        what,
                                                                                        entry.bot()
                                                                                                .isPresent()))));
            }
        }
        Map<String, long[]> counts = new TreeMap<>();
        Map<String, List<Duration>> stood = new TreeMap<>();
        choices.forEach(
                (key, of) -> {
                    of.sort(Comparator.comparing(Chosen::at).thenComparing(Chosen::place));
                    String category = key.substring(0, key.indexOf('|'));
                    for (int i = 1; i < of.size(); i++) {
                        turn(category, of.get(i - 1), of.get(i), counts, stood);
                    }
                });
        rows.keySet().stream()
                .filter(key -> !key.endsWith("|"))
                .forEach(key -> counts.putIfAbsent(key, new long[2]));
        counts.forEach(
                (key, of) -> {
                    put(key, "withdrawn", of[0]);
                    put(key, "granted_again", of[1]);
                    spans(key, "time_to_withdraw", WITHDRAW, stood.getOrDefault(key, List.of()));
                });
    }

    private void turn(
            String category,
            Chosen before,
            Chosen after,
            Map<String, long[]> counts,
            Map<String, List<Duration>> stood) {
        if (isOutside(after.at()) || !counts(after.bot())) {
            return;
        }
        String key = start(after.at()) + "||" + category;
        if (before.what().equals("granted") && after.what().equals("refused")) {
            counts.computeIfAbsent(key, k -> new long[2])[0]++;
            stood.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(Duration.between(before.at(), after.at()));
        }
        if (before.what().equals("refused") && after.what().equals("granted")) {
            counts.computeIfAbsent(key, k -> new long[2])[1]++;
        }
    }

    private static Optional<String> what(ConsentEntry entry, CategoryDecision decision) {
        if (entry.action() == Action.EXPIRE) {
            return Optional.of("ended");
        }
        if (decision.decision() == Decision.GRANTED && isChoice(decision)) {
            return Optional.of("granted");
        }
        if (decision.decision() != Decision.REFUSED || decision.mechanism() == Mechanism.EXEMPT) {
            return Optional.empty();
        }
        return Optional.of(isChoice(decision) ? "refused" : "ended");
    }

    private static boolean isChoice(CategoryDecision decision) {
        return Set.of(Mechanism.OPT_IN, Mechanism.OPT_OUT).contains(decision.mechanism());
    }

    private static Optional<Duration> decisionTime(ConsentEntry entry) {
        UUID id = entry.eventId();
        if (!CHOICES.contains(entry.action())
                || entry.noticeEventId().isEmpty()
                || id.version() != 7
                || entry.noticeEventId().get().version() != 7) {
            return Optional.empty();
        }
        long millis = millis(id) - millis(entry.noticeEventId().get());
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static long millis(UUID id) {
        return Long.parseLong(id.toString().replace("-", "").substring(0, 12), 16);
    }

    private void spans(String key, String name, List<Duration> ends, List<Duration> times) {
        Duration from = Duration.ZERO;
        for (int i = 0; i < ends.size(); i++) {
            Duration least = from;
            Duration end = ends.get(i);
            long in =
                    times.stream()
                            .filter(t -> t.compareTo(least) >= 0 && t.compareTo(end) < 0)
                            .count();
            String span = i + 1 == ends.size() ? "longer" : "under_" + end;
            put(key, name + "_" + span, in, times.size());
            from = end;
        }
    }

    private static long count(List<ConsentEntry> entries, Action action) {
        return entries.stream().filter(e -> e.action() == action).count();
    }

    private static long named(List<ConsentEntry> entries, Set<Action> actions) {
        return entries.stream()
                .filter(e -> actions.contains(e.action()) && e.noticeEventId().isPresent())
                .count();
    }

    private void put(String key, String metric, long... values) {
        rows.computeIfAbsent(key, k -> new TreeMap<>())
                .put(metric, java.util.Arrays.stream(values).boxed().toList());
    }

    private boolean counts(boolean bot) {
        return question.bots() == Bots.WITH || !bot;
    }

    private boolean isOutside(Instant time) {
        return time.isBefore(question.from()) || !time.isBefore(question.to());
    }

    private static Instant effective(ConsentEntry entry) {
        return entry.occurredAt().isBefore(entry.receivedAt())
                ? entry.occurredAt()
                : entry.receivedAt();
    }

    private Instant start(Instant time) {
        ZonedDateTime local = time.atZone(question.zone());
        Instant start =
                switch (question.interval()) {
                    case WHOLE -> question.from();
                    case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
                    case DAY -> local.toLocalDate().atStartOfDay(question.zone()).toInstant();
                };
        return start.isBefore(question.from()) ? question.from() : start;
    }

    private String value(ConsentEntry entry) {
        return switch (question.by()) {
            case ALL -> "";
            case POLICY ->
                    entry.policy()
                            .map(p -> p.sha256().isPresent() ? p.version() : "unknown")
                            .orElse("none");
            case BANNER -> entry.banner().get().version();
            case LAYER -> entry.layer().isPresent() ? "" + entry.layer().getAsInt() : "none";
            case JURISDICTION -> entry.jurisdiction().code();
            case COUNTRY -> entry.country().orElse("none");
            case DEVICE -> entry.deviceClass().orElse("none");
            case LANGUAGE -> entry.language().map(l -> l.substring(0, 2)).orElse("none");
            case SIGNAL -> {
                List<String> signals =
                        entry.decisions().values().stream()
                                .map(d -> d.signal().name().toLowerCase())
                                .distinct()
                                .toList();
                yield signals.isEmpty() ? "none" : signals.size() == 1 ? signals.get(0) : "mixed";
            }
        };
    }
}
