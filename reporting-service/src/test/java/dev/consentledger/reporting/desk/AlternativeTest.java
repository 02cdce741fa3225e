package dev.consentledger.reporting.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.desk.Found.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlternativeTest {

    private static final Person FREE = person(false, false);
    private static final Person HELD = person(false, true);
    private static final Person RESTRICTED = person(true, false);

    @Test
    void aRestrictionIsOfferedFirst() {
        assertThat(Alternative.of(CaseKind.ERASURE_REQUEST, List.of(FREE)))
                .containsExactly(Alternative.RESTRICTION);
        assertThat(Alternative.of(CaseKind.COMPLAINT, List.of(FREE)))
                .containsExactly(Alternative.RESTRICTION, Alternative.HOLD);
    }

    @Test
    void whereEverybodyIsRestrictedThereIsNothingMoreToRestrict() {
        assertThat(Alternative.of(CaseKind.ERASURE_REQUEST, List.of(RESTRICTED))).isEmpty();
        assertThat(Alternative.of(CaseKind.ERASURE_REQUEST, List.of(RESTRICTED, FREE)))
                .containsExactly(Alternative.RESTRICTION);
    }

    @Test
    void aHoldIsOfferedWhereThereIsADispute() {
        assertThat(Alternative.of(CaseKind.COMPLAINT, List.of(RESTRICTED)))
                .containsExactly(Alternative.HOLD);
        assertThat(Alternative.of(CaseKind.ACCESS_REQUEST, List.of(FREE, HELD)))
                .containsExactly(Alternative.RESTRICTION, Alternative.HOLD);
        assertThat(Alternative.of(CaseKind.AUDIT, List.of(RESTRICTED))).isEmpty();
    }

    private static Person person(boolean restricted, boolean held) {
        return new Person(Optional.of("anna"), restricted, held, true, List.of());
    }
}
