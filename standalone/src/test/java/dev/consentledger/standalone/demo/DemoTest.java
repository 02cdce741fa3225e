package dev.consentledger.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void anEventWithoutAnAnswerIsSentAgainUnchanged() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        AtomicInteger calls = new AtomicInteger();
        // An API that is down for its first request and refuses the second event.
        HttpServer server = server(bodies, calls);
        List<String> lines = new CopyOnWriteArrayList<>();
        Demo demo =
                new Demo(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        2,
                        Clock.systemUTC(),
                        new SplittableRandom(1),
                        lines::add);
        try {
            demo.start();
            String first = bodies.poll(10, TimeUnit.SECONDS);
            String again = bodies.poll(10, TimeUnit.SECONDS);
            assertThat(again).isEqualTo(first).contains("\"eventId\"");
            assertThat(bodies.poll(10, TimeUnit.SECONDS)).isNotEqualTo(first);
            assertThat(bodies.poll(10, TimeUnit.SECONDS)).isNotNull();
        } finally {
            demo.stop();
            server.stop(0);
        }
        assertThat(lines)
                .last()
                .asString()
                .contains("refused 1 (unknown-policy 1)")
                .contains("tried again 1");
    }

    private static HttpServer server(BlockingQueue<String> bodies, AtomicInteger calls)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/consents",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    int call = calls.incrementAndGet();
                    int status = call == 1 ? 503 : call == 3 ? 422 : 202;
                    byte[] answer =
                            "{\"type\":\"https://consentledger.dev/problems/unknown-policy\"}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                    bodies.add(body);
                });
        server.start();
        return server;
    }
}
