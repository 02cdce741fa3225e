package dev.consentledger.core.verify;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.List;

/**
 * One named check of any command and how it came out.
 *
 * @param required whether the whole passes only if this has
 * @param why one sentence
 */
record Finding(String name, Outcome outcome, boolean required, String why) {

    static Finding of(Check check) {
        return new Finding(check.name().term(), check.outcome(), check.required(), check.why());
    }

    static Finding passed(String name, String why) {
        return new Finding(name, Outcome.PASSED, true, why);
    }

    static Finding failed(String name, String why) {
        return new Finding(name, Outcome.FAILED, true, why);
    }

    static Finding notEstablished(String name, String why) {
        return new Finding(name, Outcome.NOT_ESTABLISHED, true, why);
    }

    /** Failed if any has; passed if each required one has; else not established. */
    static Outcome outcomeOf(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.outcome() == Outcome.FAILED)) {
            return Outcome.FAILED;
        }
        boolean all =
                findings.stream()
                        .filter(Finding::required)
                        .allMatch(finding -> finding.outcome() == Outcome.PASSED);
        return all ? Outcome.PASSED : Outcome.NOT_ESTABLISHED;
    }

    /**
     * For a terminal.
     *
     * @param nameWidth of the column of names, in characters
     */
    String line(int nameWidth) {
        String note = required ? "" : " (not required)";
        String padded = name + " ".repeat(Math.max(0, nameWidth - name.length()));
        return "%-16s %s %s%s".formatted(outcome.term(), padded, why, note);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("outcome", outcome.term())
                .put("required", required)
                .put("why", why)
                .build();
    }
}
