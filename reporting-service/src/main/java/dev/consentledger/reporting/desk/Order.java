package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.reporting.desk.LookUp.Asker;
import java.util.Optional;
import java.util.UUID;

/**
 * What a data protection officer orders to be done with what is kept of a person.
 *
 * @param id whoever orders the same under the same id again has ordered it once
 */
public record Order(UUID id, Case inCase, Whom whom, Asker asker, What what) {

    /** What is to be done, as the entry will say it. */
    public record What(Kind kind, Act act, Optional<ErasureReason> reason) {

        public static final What PLACE_HOLD = new What(Kind.HOLD, Act.PLACED, Optional.empty());

        /** Only the hold that was placed for the same case. */
        public static final What LIFT_HOLD = new What(Kind.HOLD, Act.LIFTED, Optional.empty());

        public static final What RESTRICT = new What(Kind.ERASURE, Act.RESTRICT, Optional.empty());

        public static final What UNRESTRICT =
                new What(Kind.ERASURE, Act.UNRESTRICT, Optional.empty());

        public static What erase(ErasureReason reason) {
            return new What(Kind.ERASURE, Act.ERASE, Optional.of(reason));
        }
    }
}
