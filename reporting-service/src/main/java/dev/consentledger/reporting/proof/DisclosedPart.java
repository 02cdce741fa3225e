package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.EvidencePart;

/** What a record shows of one part of the evidence, or why it shows nothing. */
public sealed interface DisclosedPart {

    /** It is there, and shown whole. */
    record Disclosed(EvidencePart part) implements DisclosedPart {}

    /** It is there, and left out by whoever asked for the record. */
    record Withheld() implements DisclosedPart {}

    /** It was there and has been erased; the commitment stays in the entry. */
    record Erased() implements DisclosedPart {}

    /** The entry commits to no such part: the visitor had no pseudonym. */
    record Absent() implements DisclosedPart {}

    /**
     * What is kept is no part at all: somebody or something has changed it.
     *
     * @param why without its content
     */
    record Unreadable(String why) implements DisclosedPart {}

    /** The name in machine formats. */
    static String term(DisclosedPart part) {
        if (part instanceof Disclosed) {
            return "disclosed";
        }
        if (part instanceof Withheld) {
            return "withheld";
        }
        if (part instanceof Erased) {
            return "erased";
        }
        return part instanceof Absent ? "absent" : "unreadable";
    }
}
