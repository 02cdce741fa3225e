package dev.consentledger.reporting.pack;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import java.util.List;
import java.util.UUID;

/**
 * A pack to be made.
 *
 * @param subjects the keys of whom it is about; none where it is about a period
 * @param holder who makes it: nobody else may go on with it as long as this one says how far it is
 */
public record PackTask(PackOrder order, List<Hash> subjects, UUID holder) {

    public PackTask {
        subjects = List.copyOf(subjects);
    }
}
