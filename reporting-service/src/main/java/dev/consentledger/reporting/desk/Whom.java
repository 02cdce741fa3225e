package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.ReceiptCode;
import java.util.UUID;

/** Whom a look-up is about, as whoever asks knows them. None says in a log what it has. */
public sealed interface Whom {

    /** How a person is matched, in one word. */
    String matchedBy();

    /** By the pseudonym that the site gave them. */
    record Subject(String pseudonym) implements Whom {
        @Override
        public String matchedBy() {
            return "subject";
        }

        @Override
        public String toString() {
            return "Subject[...]";
        }
    }

    /** By the id of one of their events. */
    record Event(UUID id) implements Whom {
        @Override
        public String matchedBy() {
            return "event_id";
        }
    }

    /** By the code that they got for one of their events. */
    record Receipt(ReceiptCode code) implements Whom {
        @Override
        public String matchedBy() {
            return "receipt_code";
        }
    }

    /** By an account of the site that one of their devices was linked to. */
    record Account(String account) implements Whom {
        @Override
        public String matchedBy() {
            return "account";
        }

        @Override
        public String toString() {
            return "Account[...]";
        }
    }

    /** Whoever asked could not be identified; only that is recorded. */
    record Nobody() implements Whom {
        @Override
        public String matchedBy() {
            return "nobody";
        }
    }
}
