package dev.consentledger.standalone.demo;

import java.util.random.RandomGenerator;

/** What a visitor of a site that asks can do, and how many of a hundred do it. */
public enum Behaviour {
    ACCEPT_ALL(34),
    REJECT_ALL(22),
    OWN_CHOICE(10),
    /** The banner is closed without a choice. */
    DISMISS(5),
    /** The banner is shown, and nothing follows. */
    IGNORE(9),
    /** Somebody who chose before takes it back. */
    CHANGE_OF_MIND(6),
    /** Somebody who chose before opens the settings again and chooses anew. */
    RETURN(4),
    /** The client got no answer and sends the same event once more. */
    RETRY(4),
    /** The choice was made offline, hours ago, and is sent now. */
    LATE(4),
    /** A page that was left open since an earlier policy sends a withdrawal. */
    OLD_PAGE(2);

    private static final int OF = 100;

    private final int share;

    Behaviour(int share) {
        this.share = share;
    }

    static Behaviour choose(RandomGenerator random) {
        int rest = random.nextInt(OF);
        for (Behaviour behaviour : values()) {
            rest -= behaviour.share;
            if (rest < 0) {
                return behaviour;
            }
        }
        throw new IllegalStateException("The shares do not add up to " + OF);
    }
}
