package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command found, for people and as JSON.
 *
 * @param sentences what people are told beside the findings
 * @param facts the same for machines: further members of the JSON object
 */
record Report(String command, List<Finding> findings, List<String> sentences, Json.Obj facts) {

    /** So that the outputs of most commands line up with each other. */
    private static final int NAME_WIDTH_MIN = 14;

    Report {
        findings = List.copyOf(findings);
        sentences = List.copyOf(sentences);
    }

    Outcome outcome() {
        return Finding.outcomeOf(findings);
    }

    /** Prints it in one of its forms. */
    Exit print(Terminal terminal, boolean json) {
        if (json) {
            terminal.out().println(new String(toJson().canonicalBytes(), UTF_8));
        } else {
            int width =
                    findings.stream()
                            .mapToInt(finding -> finding.name().length())
                            .max()
                            .orElse(NAME_WIDTH_MIN);
            int column = Math.max(width, NAME_WIDTH_MIN);
            findings.forEach(finding -> terminal.out().println(finding.line(column)));
            sentences.forEach(terminal.out()::println);
            terminal.out().println("Result: " + outcome().term());
        }
        return Exit.of(outcome());
    }

    /** A number; a text where it is beyond what every reader of JSON keeps. */
    static Json number(long number) {
        return number <= Json.INTEGER_MAX
                ? new Json.Int(number)
                : new Json.Str(Long.toString(number));
    }

    Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>(facts.members());
        members.put("command", new Json.Str(command));
        members.put("outcome", new Json.Str(outcome().term()));
        members.put("checks", new Json.Arr(findings.stream().<Json>map(Finding::toJson).toList()));
        return new Json.Obj(members);
    }
}
