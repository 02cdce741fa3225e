package dev.consentledger.core.json;

import java.io.Serial;

/**
 * Says what is wrong with a JSON text, and where. Its message and its reason never repeat the text,
 * which may be personal; its pointer can have names out of it. Checked, because bad input is
 * expected and its reader has to decide what becomes of it. Carries no stack trace.
 */
public final class MalformedJson extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /** What kind of fault it is. */
    public enum Fault {
        SYNTAX,
        UNKNOWN_FIELD,
        MISSING_FIELD,
        WRONG_TYPE,
        WRONG_VALUE
    }

    private final Fault fault;
    private final String pointer;
    private final String place;

    /** A fault at a place whose names are all those of the format. */
    public MalformedJson(Fault fault, String pointer, String message) {
        this(fault, pointer, pointer, message);
    }

    /**
     * @param place the pointer without the names that the text itself has chosen
     */
    MalformedJson(Fault fault, String pointer, String place, String message) {
        super(message, null, false, false);
        this.fault = fault;
        this.pointer = pointer;
        this.place = place;
    }

    public Fault fault() {
        return fault;
    }

    /** Where in the document: a JSON Pointer (RFC 6901); the empty string is the whole of it. */
    public String pointer() {
        return pointer;
    }

    /** Place and message for a log or a table: nothing in it comes out of the text. */
    public String reason() {
        return place.isEmpty() ? getMessage() : place + ": " + getMessage();
    }
}
