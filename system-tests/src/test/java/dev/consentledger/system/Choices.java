package dev.consentledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.system.Event.Site;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Random;

/** Visitors of imagine.art of whom each chooses once, and the figures that follow. */
final class Choices {

    /** From the day on which the policy came into force until the end of today or tomorrow. */
    static final String ALL_TIME =
            "?from=2026-01-12&to=" + LocalDate.now(ZoneOffset.UTC).plusDays(2);

    private final Random random = Extent.random();

    /** The choice of the n-th visitor; every third of them grants statistics. */
    synchronized Event of(int n) {
        String statistics = n % 3 == 0 ? "granted" : "refused";
        return Event.of(Site.IMAGINE_ART, "save", random)
                .subject("v-visitor-%08d".formatted(n))
                .decisions(
                        Map.of(
                                "preferences", "granted",
                                "statistics", statistics,
                                "marketing", "refused"));
    }

    /** The figures are those of exactly these choices. */
    static void areCounted(ConsentSystem system, Collection<Event> choices) {
        JsonNode figures = system.figures(Site.IMAGINE_ART, ALL_TIME);
        for (String category : new String[] {"preferences", "statistics", "marketing"}) {
            long granted =
                    choices.stream()
                            .filter(choice -> decision(choice, category).equals("granted"))
                            .count();
            JsonNode counted = category(figures, category);
            assertThat(counted.path("granted").asLong())
                    .as("granted %s, %s", category, Extent.seed())
                    .isEqualTo(granted);
            assertThat(counted.path("refused").asLong()).isEqualTo(choices.size() - granted);
            assertThat(counted.path("subjectsGranted").asLong()).isEqualTo(granted);
            assertThat(counted.path("withdrawn").asLong()).isZero();
        }
    }

    static JsonNode category(JsonNode figures, String id) {
        for (JsonNode category : figures.path("categories")) {
            if (category.path("id").asText().equals(id)) {
                return category;
            }
        }
        throw new AssertionError("no category %s in %s".formatted(id, figures));
    }

    private static String decision(Event choice, String category) {
        return choice.body().path("decisions").path(category).asText();
    }
}
