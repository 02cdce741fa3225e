package dev.consentledger.api.signal;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Decision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request says, before any policy's rules.
 *
 * @param decisions by category id as the client gave them; empty where it gave none
 * @param choices the ids of the categories in which the visitor has a choice
 */
public record Statement(Action action, Map<String, Decision> decisions, List<String> choices) {

    public Statement {
        decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
        choices = List.copyOf(choices);
    }

    /** The given decisions, and {@code otherwise} for each choice that they leave out. */
    Map<String, Decision> completedBy(Decision otherwise) {
        Map<String, Decision> all = new LinkedHashMap<>(decisions);
        choices.forEach(category -> all.putIfAbsent(category, otherwise));
        return all;
    }

    /** The given decisions, or {@code otherwise} for every choice where none was given. */
    Map<String, Decision> orElseAll(Decision otherwise) {
        return decisions.isEmpty() ? completedBy(otherwise) : decisions;
    }
}
