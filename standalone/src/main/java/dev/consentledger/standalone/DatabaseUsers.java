package dev.consentledger.standalone;

import dev.consentledger.standalone.postgres.Database;
import dev.consentledger.standalone.postgres.Database.Role;
import dev.consentledger.standalone.postgres.Databases;
import java.util.ArrayList;
import java.util.List;

/** Who connects to which database of a stand, with passwords of its own. */
record DatabaseUsers(Secrets secrets) {

    Database ledger() {
        return new Database("ledger", "ledger", secrets.value("ledger.password"), Role.GUEST);
    }

    Database ledgerOwner() {
        return new Database(
                "ledger",
                "ledger_owner",
                secrets.value("ledger-owner.password"),
                Role.OWNER_OF_TABLES);
    }

    Database ledgerSuperuser() {
        return new Database(
                "ledger", "superuser", secrets.value("superuser.password"), Role.SUPERUSER);
    }

    Database reporting() {
        return Database.ownedBy("reporting", secrets.value("reporting.password"));
    }

    /** All that these options ask for. */
    Databases all(StandOptions options) {
        List<Database> users = new ArrayList<>();
        users.add(ledgerOwner());
        users.add(ledger());
        users.add(reporting());
        if (options.superuser()) {
            users.add(ledgerSuperuser());
        }
        return new Databases(users, options.files().guard());
    }
}
