package dev.consentledger.core.json;

import java.io.Serial;

/**
 * Says what is wrong with a JSON text, and where. Checked, because bad input is expected and its
 * reader has to decide what becomes of it. Carries no stack trace.
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

    public MalformedJson(Fault fault, String pointer, String message) {
        super(message, null, false, false);
        this.fault = fault;
        this.pointer = pointer;
    }

    public Fault fault() {
        return fault;
    }

    /** Where in the document: a JSON Pointer (RFC 6901); the empty string is the whole of it. */
    public String pointer() {
        return pointer;
    }
}
