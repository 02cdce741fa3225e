package dev.consentledger.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A call of the function {@code append} as somebody with psql and the service's password has. */
record AppendStatement(Map<String, String> parameters) {

    /** The first of shard 0. */
    static AppendStatement ofOneEntry() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("of_epoch", "1");
        parameters.put("of_shard", "0");
        parameters.put("from_index", "0");
        parameters.put("from_offset", "0");
        parameters.put("to_offset", "1");
        parameters.put("to_leader_epoch", "0");
        parameters.put("to_edge", "sha256('edge')");
        parameters.put("to_root", "sha256('root')");
        parameters.put("leaf_offsets", "ARRAY[0]");
        parameters.put("leaf_entries", "ARRAY['entry'::bytea]");
        parameters.put("leaf_events", "ARRAY['00000000-0000-4000-8000-000000000000'::uuid]");
        parameters.put("leaf_scopes", "ARRAY[0]");
        for (String parameter :
                new String[] {
                    "leaf_subjects",
                    "leaf_contexts",
                    "leaf_observed",
                    "leaf_tags",
                    "document_indexes",
                    "document_bytes",
                    "unreadable_indexes",
                    "unreadable_reasons",
                    "unreadable_keys",
                    "unreadable_values",
                    "unreadable_evidence",
                    "unreadable_documents",
                    "repeat_offsets",
                    "repeat_events",
                    "repeat_indexes",
                    "repeat_conflicting",
                    "repeat_entries",
                    "repeat_evidence",
                    "repeat_documents",
                    "repeat_tags",
                    "outcome_indexes",
                    "outcome_words",
                    "outcome_tags",
                    "outcome_times",
                    "outcome_keys",
                    "part_indexes",
                    "part_kinds",
                    "part_names",
                    "hold_subjects",
                    "hold_tags",
                    "hold_indexes",
                    "absence_firsts",
                    "absence_lasts",
                    "tile_levels",
                    "tile_indexes",
                    "tile_hashes"
                }) {
            parameters.put(parameter, "'{}'");
        }
        return new AppendStatement(parameters);
    }

    /** What can follow it. */
    static AppendStatement ofOneMoreEntry() {
        return ofOneEntry()
                .with("from_index", "1")
                .with("from_offset", "1")
                .with("to_offset", "2")
                .with("to_edge", "sha256('edge') || sha256('more')")
                .with("leaf_offsets", "ARRAY[1]")
                .with("leaf_events", "ARRAY['00000000-0000-4000-8000-000000000001'::uuid]");
    }

    AppendStatement with(String parameter, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new AppendStatement(changed);
    }

    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + " => " + parameter.getValue())
                .collect(Collectors.joining(", ", "SELECT append(", ")"));
    }
}
