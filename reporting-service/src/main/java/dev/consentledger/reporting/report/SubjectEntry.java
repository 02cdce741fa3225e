package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an entry about somebody is found again.
 *
 * @param subject the key of its records; its own, of an event without a subject and of the end of a
 *     retention that took the subject
 * @param action of a consent, or the act
 */
public record SubjectEntry(
        Hash subject,
        String site,
        Instant effectiveAt,
        long index,
        UUID eventId,
        Kind kind,
        String action,
        Optional<ReceiptCode> receipt) {

    /**
     * What is found of an entry; empty for what concerns a whole site, or the ledger, and for what
     * was about somebody who is erased. Of the latter an order to erase stays.
     */
    static Optional<SubjectEntry> of(Appended appended) {
        if (!(appended.entry() instanceof EvidencedEntry entry) || entry instanceof DecisionEntry) {
            return Optional.empty();
        }
        if (appended.subject().isEmpty()
                && entry.commitments().subject().isPresent()
                && !isOrderToErase(entry)) {
            return Optional.empty();
        }
        Hash guest = Routing.subjectKey(entry.site(), Optional.empty(), entry.eventId());
        return Optional.of(
                new SubjectEntry(
                        appended.marks().forgetsByItself(entry)
                                ? guest
                                : appended.subject().orElse(guest),
                        entry.site(),
                        entry.effectiveAt(),
                        appended.index(),
                        entry.eventId(),
                        entry.kind(),
                        action(entry),
                        appended.marks().receipt()));
    }

    private static boolean isOrderToErase(EvidencedEntry entry) {
        return entry instanceof ActEntry act
                && act.kind() == Kind.ERASURE
                && act.act() == Act.ERASE;
    }

    private static String action(EvidencedEntry entry) {
        return entry instanceof ConsentEntry consent
                ? consent.action().term()
                : ((ActEntry) entry).act().term();
    }
}
