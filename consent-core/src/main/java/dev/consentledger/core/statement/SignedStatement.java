package dev.consentledger.core.statement;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.MalformedNote;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.SignedNote;
import java.util.List;

/**
 * A statement in a signed note (C2SP signed-note). That it is well-formed says nothing of its
 * signatures. Immutable. One that was read is written to the same bytes.
 */
public record SignedStatement(GapStatement statement, SignedNote note) {

    /** Six lines, and room for some signatures. */
    public static final int BYTES_MAX = 4096;

    public SignedStatement {
        if (!note.text().equals(statement.text())) {
            throw new IllegalArgumentException("the note says something else");
        }
    }

    /** Makes and signs the note. */
    public static SignedStatement sign(GapStatement statement, NoteSigner signer) {
        String text = statement.text();
        return new SignedStatement(statement, new SignedNote(text, List.of(signer.sign(text))));
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws MalformedStatement with the first fault
     */
    public static SignedStatement parse(byte[] bytes) throws MalformedStatement {
        if (bytes.length > BYTES_MAX) {
            throw new MalformedStatement("it has more than %d bytes".formatted(BYTES_MAX));
        }
        try {
            SignedNote note = SignedNote.parse(bytes);
            return new SignedStatement(GapStatement.parse(note.text()), note);
        } catch (MalformedNote e) {
            throw new MalformedStatement(e.getMessage());
        }
    }

    public byte[] toBytes() {
        return note.toBytes();
    }

    /** SHA-256 of its bytes: what the entry has that it leads to. */
    public Hash hash() {
        return Hash.sha256(toBytes());
    }
}
