package dev.consentledger.core.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with signatures under it (C2SP signed-note, section "Format"): the text, an empty line,
 * and a line for each signature. Immutable. A note that was read is written to the same bytes.
 *
 * @param text ends with a line end, which the signatures cover; has no other control characters
 * @param signatures in the order of their lines; 1 to {@link #SIGNATURES_MAX}
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** A reader has to accept 16; one that checks each of them needs a limit. */
    public static final int SIGNATURES_MAX = 100;

    /** Room for as many post-quantum signatures, and no more. */
    public static final int BYTES_MAX = 1_000_000;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!isText(text)) {
            throw new IllegalArgumentException("a note's text is lines without control characters");
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException(
                    "a note with %d signatures".formatted(signatures.size()));
        }
    }

    /** The same text with these signatures after the ones that it has, but none twice. */
    public SignedNote with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        more.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /** The note as it is stored and served. */
    public byte[] toBytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #toBytes} wrote. That a note is well-formed says nothing of its signatures:
     * see {@link TrustedKeys#verify}.
     *
     * @throws MalformedNote with the first fault
     */
    public static SignedNote parse(byte[] bytes) throws MalformedNote {
        String note = decode(bytes);
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new MalformedNote("a note is a text, an empty line, and lines of signatures");
        }
        String text = note.substring(0, split + 1);
        if (!isText(text)) {
            throw new MalformedNote("a note's text has a control character");
        }
        List<NoteSignature> signatures = signatures(note.substring(split + 2));
        return new SignedNote(text, signatures);
    }

    /**
     * Reads signature lines without a text, as a witness answers them (C2SP tlog-witness, section
     * "add-checkpoint").
     *
     * @param lines each with its line end
     * @throws MalformedNote with the first fault
     */
    public static List<NoteSignature> signatures(String lines) throws MalformedNote {
        if (!lines.endsWith("\n")) {
            throw new MalformedNote("a note has no signature line, or one without line end");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            if (signatures.size() == SIGNATURES_MAX) {
                throw new MalformedNote(
                        "a note has at most %d signatures".formatted(SIGNATURES_MAX));
            }
            signatures.add(NoteSignature.parse(line));
        }
        return signatures;
    }

    private static String decode(byte[] bytes) throws MalformedNote {
        if (bytes.length > BYTES_MAX) {
            throw new MalformedNote("a note has at most %d bytes".formatted(BYTES_MAX));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedNote("a note is UTF-8");
        }
    }

    private static boolean isText(String text) {
        return text.endsWith("\n")
                && text.codePoints()
                        .allMatch(
                                c ->
                                        (c >= ' ' || c == '\n')
                                                && Character.getType(c) != Character.SURROGATE);
    }
}
