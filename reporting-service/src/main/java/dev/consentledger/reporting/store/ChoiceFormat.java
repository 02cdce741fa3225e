package dev.consentledger.reporting.store;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.History;
import dev.consentledger.reporting.report.Standing;
import dev.consentledger.reporting.report.SubjectChoices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The column {@code subject_choice.choices}: by category a list of {@code [effective at in
 * milliseconds of the Unix epoch, index, standing, policy version, jurisdiction, 1 with a bot
 * label]}. Categories are sorted, so that the same choices are the same text. Versions and codes
 * have no character that JSON escapes.
 */
final class ChoiceFormat {

    private ChoiceFormat() {}

    static String write(SubjectChoices choices) {
        StringBuilder json = new StringBuilder(96).append('{');
        choices.byCategory()
                .forEach(
                        (category, history) -> {
                            json.append(json.length() > 1 ? "," : "");
                            json.append('"').append(category).append("\":[");
                            write(history, json);
                            json.append(']');
                        });
        return json.append('}').toString();
    }

    private static void write(History history, StringBuilder json) {
        String separator = "[";
        for (Choice choice : history.choices()) {
            json.append(separator)
                    .append(choice.effectiveAt().toEpochMilli())
                    .append(',')
                    .append(choice.index())
                    .append(",\"")
                    .append(choice.standing().name().toLowerCase(Locale.ROOT))
                    .append("\",\"")
                    .append(choice.under().policy())
                    .append("\",\"")
                    .append(choice.under().jurisdiction())
                    .append("\",")
                    .append(choice.bot() ? 1 : 0)
                    .append(']');
            separator = ",[";
        }
    }

    static SubjectChoices read(String site, String json) {
        try {
            Json.Obj object = JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
            Map<String, History> histories =
                    object.members().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, e -> history(e.getValue())));
            return new SubjectChoices(site, histories);
        } catch (MalformedJson e) {
            throw new IllegalStateException("subject_choice.choices: " + e.getMessage(), e);
        }
    }

    private static History history(Json choices) {
        return new History(
                ((Json.Arr) choices).items().stream().map(ChoiceFormat::choice).toList());
    }

    private static Choice choice(Json choice) {
        List<Json> items = ((Json.Arr) choice).items();
        return new Choice(
                Instant.ofEpochMilli(((Json.Int) items.get(0)).value()),
                ((Json.Int) items.get(1)).value(),
                Standing.valueOf(text(items.get(2)).toUpperCase(Locale.ROOT)),
                new Choice.Under(text(items.get(3)), text(items.get(4))),
                ((Json.Int) items.get(5)).value() == 1);
    }

    private static String text(Json value) {
        return ((Json.Str) value).value();
    }
}
