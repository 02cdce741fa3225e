package dev.consentledger.reporting.access;

/**
 * Somebody asked for what they may not do. The message says what would have been needed, and not
 * whether the site exists.
 */
public final class AccessRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unknownCaller;

    private AccessRefused(String message, boolean unknownCaller) {
        super(message, null, false, false);
        this.unknownCaller = unknownCaller;
    }

    static AccessRefused unknownCaller(Role role) {
        return new AccessRefused(
                "This needs the role %s, and the request does not say who sends it."
                        .formatted(role.term()),
                true);
    }

    static AccessRefused notGranted(String message) {
        return new AccessRefused(message, false);
    }

    /** Whether nobody said who they are, so that credentials could help. */
    public boolean isUnknownCaller() {
        return unknownCaller;
    }
}
