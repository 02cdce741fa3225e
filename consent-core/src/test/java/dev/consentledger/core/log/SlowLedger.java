package dev.consentledger.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.merkle.SlowMerkleTree;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a ledger is to do, said a second time without the code under test: one record after the
 * other, each compared with all before it. It is told what a record means and so need not read it.
 */
final class SlowLedger {

    /**
     * A record and its meaning.
     *
     * @param id what makes it unique; absent for a record that is broken
     * @param said what may not differ between two records of one id
     */
    record Told(LedgerRecord record, Optional<String> id, String said) {}

    private final List<Told> leaves = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    void append(Told told) {
        outcomes.add(told.record().offset() + " " + outcome(told));
    }

    List<String> outcomes() {
        return outcomes;
    }

    byte[] root() {
        return SlowMerkleTree.root(entries);
    }

    private String outcome(Told told) {
        for (int index = 0; index < leaves.size(); index++) {
            Told first = leaves.get(index);
            if (told.id().isPresent() && first.id().equals(told.id())) {
                return LedgerInMemory.repeated(!first.said().equals(told.said()), index);
            }
        }
        byte[] entry = told.id().isPresent() ? told.record().value() : unreadable(told.record());
        leaves.add(told);
        entries.add(entry);
        return LedgerInMemory.appended(leaves.size() - 1, entry);
    }

    private static byte[] unreadable(LedgerRecord record) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(LedgerInMemory.KEY, "HmacSHA256"));
            byte[] position = new byte[16];
            ByteBuffer.wrap(position).putInt(1).putInt(0).putLong(record.offset());
            mac.update(position);
            String hash = HexFormat.of().formatHex(mac.doFinal(record.value()));
            return """
            {"hash":"%s","kind":"unreadable","offset":%d,"shard":0,"v":1}"""
                    .formatted(hash, record.offset())
                    .getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
