package dev.consentledger.api.signal;

import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Signal;
import java.util.Map;

/**
 * What a visitor did with a site's banner. A notice that was only shown decides nothing; one that
 * was closed, confirmed or passed by leaves every choice not asked.
 */
final class BannerSignal implements SignalSource {

    @Override
    public Signal signal() {
        return Signal.BANNER;
    }

    @Override
    public boolean speaksIn(Statement statement) {
        return true;
    }

    @Override
    public Map<String, Decision> decisions(Statement statement) {
        return switch (statement.action()) {
            case SHOWN -> Map.of();
            case ACKNOWLEDGE, DISMISS, IMPLIED -> statement.completedBy(Decision.NOT_ASKED);
            case REJECT_ALL -> statement.completedBy(Decision.REFUSED);
            case ACCEPT_ALL -> statement.orElseAll(Decision.GRANTED);
            case WITHDRAW -> statement.orElseAll(Decision.REFUSED);
            case SAVE, GPC, EXPIRE, IMPORT -> statement.decisions();
        };
    }
}
