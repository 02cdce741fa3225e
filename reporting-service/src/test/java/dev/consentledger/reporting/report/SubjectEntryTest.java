package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.Acts;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectEntryTest {

    private static final Hash SUBJECT = Hash.sha256("v-anna".getBytes());

    private final ActEntry link = act(Kind.LINK, Act.LINKED);
    private final ActEntry order = act(Kind.ERASURE, Act.ERASE);

    @Test
    void anEntryIsFoundByTheSubjectThatIsTold() {
        assertThat(SubjectEntry.of(told(link, Optional.of(SUBJECT))))
                .map(SubjectEntry::subject)
                .contains(SUBJECT);
    }

    @Test
    void whatWasAboutSomebodyWhoIsToldNoMoreIsNotFound() {
        assertThat(SubjectEntry.of(told(link, Optional.empty()))).isEmpty();
    }

    @Test
    void anOrderToEraseIsFoundByItsIdAlone() {
        assertThat(SubjectEntry.of(told(order, Optional.empty())))
                .map(SubjectEntry::subject)
                .contains(Routing.subjectKey("shop.example", Optional.empty(), order.eventId()));
    }

    private static ActEntry act(Kind kind, Act act) {
        return Acts.of(kind, act, "shop.example", Instant.parse("2026-11-22T10:00:00Z"));
    }

    private static Appended told(ActEntry entry, Optional<Hash> subject) {
        return new Appended(
                0, 0, entry, subject, Appended.Marks.NONE, Optional.empty(), Hash.sha256());
    }
}
