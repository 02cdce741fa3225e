package dev.consentledger.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Decides what the next visitor does; sends nothing. The same seed and the same times give the same
 * visits. Not thread-safe.
 */
public final class Visitors {
    /** Visitors of a site that are remembered, to come back later. */
    private static final int REMEMBERED_MAX = 1_000;

    private static final int LATE_HOURS_MAX = 20;
    private static final int READING_SECONDS_MAX = 12;
    private static final List<String> JURISDICTIONS =
            List.of("DE", "DE", "FR", "NL", "GB", "US-CA", "CA");
    private static final List<String> LANGUAGES = List.of("en", "en", "de", "fr");

    private final List<DemoSite> sites;
    private final RandomGenerator random;
    private final Map<String, List<String>> remembered = new HashMap<>();

    public Visitors(List<DemoSite> sites, RandomGenerator random) {
        this.sites = List.copyOf(sites);
        this.random = random;
    }

    /**
     * The events of one visit, in the order in which they are sent.
     *
     * @param now the time at which the last of them happens
     */
    public List<DemoEvent> next(Instant now) {
        DemoSite site = pick(sites);
        return site.asks() ? choice(site, Behaviour.choose(random), now) : notice(site, now);
    }

    /** A visit to a site that asks, with a given behaviour. */
    List<DemoEvent> choice(DemoSite site, Behaviour behaviour, Instant now) {
        return switch (behaviour) {
            case ACCEPT_ALL -> decide(site, "accept_all", Map.of(), now);
            case REJECT_ALL -> decide(site, "reject_all", Map.of(), now);
            case OWN_CHOICE -> decide(site, "save", ownChoice(site), now);
            case DISMISS -> dismiss(site, now);
            case IGNORE -> List.of(shown(site, page(site), now));
            case CHANGE_OF_MIND -> again(site, "withdraw", Map.of(), now);
            case RETURN -> again(site, "save", ownChoice(site), now);
            case RETRY -> lastOneTwice(decide(site, "save", ownChoice(site), now));
            case LATE -> decide(site, "save", ownChoice(site), now.minus(offline()));
            case OLD_PAGE -> oldPage(site, now);
        };
    }

    private List<DemoEvent> notice(DemoSite site, Instant now) {
        DemoEvent.Page page = page(site);
        DemoEvent shown = shown(site, page, beforeReading(now));
        if (random.nextBoolean()) {
            return List.of(shown);
        }
        DemoEvent answer =
                event(
                        site,
                        Optional.empty(),
                        pick(site.noticeActions()),
                        Map.of(),
                        now,
                        page,
                        Optional.of(shown.id()));
        return List.of(shown, answer);
    }

    private List<DemoEvent> decide(
            DemoSite site, String action, Map<String, String> decisions, Instant at) {
        DemoEvent.Page page = page(site);
        DemoEvent shown = shown(site, page, beforeReading(at));
        String subject = newSubject(site);
        Optional<UUID> notice = Optional.of(shown.id());
        return List.of(
                shown, event(site, Optional.of(subject), action, decisions, at, page, notice));
    }

    private List<DemoEvent> dismiss(DemoSite site, Instant now) {
        DemoEvent.Page page = page(site);
        DemoEvent shown = shown(site, page, beforeReading(now));
        Optional<UUID> notice = Optional.of(shown.id());
        return List.of(
                shown, event(site, Optional.empty(), "dismiss", Map.of(), now, page, notice));
    }

    /** Somebody who was here before; without such a one, a new visitor who accepts. */
    private List<DemoEvent> again(
            DemoSite site, String action, Map<String, String> decisions, Instant now) {
        List<String> known = remembered.getOrDefault(site.name(), List.of());
        if (known.isEmpty()) {
            return decide(site, "accept_all", Map.of(), now);
        }
        Optional<String> subject = Optional.of(pick(known));
        return List.of(event(site, subject, action, decisions, now, page(site), Optional.empty()));
    }

    private List<DemoEvent> oldPage(DemoSite site, Instant now) {
        List<DemoEvent> withdrawal = again(site, "withdraw", Map.of(), now);
        DemoEvent e = withdrawal.get(0);
        if (site.retiredVersions().isEmpty() || withdrawal.size() > 1) {
            return withdrawal;
        }
        DemoEvent.Page old =
                new DemoEvent.Page(
                        e.page().url(), e.page().language(), e.page().jurisdiction(), "1");
        String version = pick(site.retiredVersions());
        return List.of(
                new DemoEvent(
                        e.id(),
                        e.site(),
                        e.subject(),
                        version,
                        e.action(),
                        e.decisions(),
                        e.occurredAt(),
                        old,
                        e.notice()));
    }

    private static List<DemoEvent> lastOneTwice(List<DemoEvent> events) {
        List<DemoEvent> twice = new ArrayList<>(events);
        twice.add(events.get(events.size() - 1));
        return List.copyOf(twice);
    }

    private DemoEvent shown(DemoSite site, DemoEvent.Page page, Instant at) {
        return event(site, Optional.empty(), "shown", Map.of(), at, page, Optional.empty());
    }

    private DemoEvent event(
            DemoSite site,
            Optional<String> subject,
            String action,
            Map<String, String> decisions,
            Instant at,
            DemoEvent.Page page,
            Optional<UUID> notice) {
        UUID id = TimeOrderedId.at(at, random);
        return new DemoEvent(
                id,
                site.name(),
                subject,
                site.policyVersion(),
                action,
                decisions,
                at,
                page,
                notice);
    }

    private Map<String, String> ownChoice(DemoSite site) {
        Map<String, String> decisions = new HashMap<>();
        site.categories()
                .forEach(c -> decisions.put(c, random.nextBoolean() ? "granted" : "refused"));
        return decisions;
    }

    private DemoEvent.Page page(DemoSite site) {
        String url = "https://" + site.name() + pick(site.paths());
        return new DemoEvent.Page(url, pick(LANGUAGES), pick(JURISDICTIONS), site.bannerVersion());
    }

    private String newSubject(DemoSite site) {
        String subject = "v-%016x".formatted(random.nextLong());
        List<String> known = remembered.computeIfAbsent(site.name(), s -> new ArrayList<>());
        if (known.size() < REMEMBERED_MAX) {
            known.add(subject);
        } else {
            known.set(random.nextInt(REMEMBERED_MAX), subject);
        }
        return subject;
    }

    private Instant beforeReading(Instant decided) {
        return decided.minusSeconds(random.nextInt(1, READING_SECONDS_MAX + 1));
    }

    private Duration offline() {
        return Duration.ofMinutes(random.nextInt(60, LATE_HOURS_MAX * 60));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
