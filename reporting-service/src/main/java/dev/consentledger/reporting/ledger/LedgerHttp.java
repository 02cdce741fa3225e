package dev.consentledger.reporting.ledger;

import java.net.http.HttpClient;
import java.time.Duration;

/** How this service speaks to ledger-service. */
final class LedgerHttp {

    private LedgerHttp() {}

    /** A client with connections of its own, which waits so long for a new one. */
    static HttpClient client(Duration connectMax) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectMax)
                .build();
    }
}
