package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import java.util.UUID;

/**
 * That a subject belongs to an account of the site, or no longer does.
 *
 * @param id whoever sends the same under the same id again has it recorded once
 */
public record Link(UUID id, String site, String subject, String account, boolean linked) {

    public Act act() {
        return linked ? Act.LINKED : Act.UNLINKED;
    }

    @Override
    public String toString() {
        return "Link[...]";
    }
}
