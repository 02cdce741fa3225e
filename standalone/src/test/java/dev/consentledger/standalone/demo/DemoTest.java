package dev.consentledger.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void anEventWithoutAnAnswerIsSentAgainUnchanged() throws Exception {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        HttpServer server = server(bodies);
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
            // The first answer of all may take longer than some that follow.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> demo.accepted() >= 3 && timesOfTheFirst(bodies) == 2);
        } finally {
            demo.stop();
            server.stop(0);
        }
        assertThat(bodies).first().asString().contains("\"eventId\"");
        assertThat(timesOfTheFirst(bodies)).isEqualTo(2);
        assertThat(new HashSet<>(bodies)).hasSize(bodies.size() - 1);
        assertThat(lines)
                .last()
                .asString()
                .contains("refused 1 (unknown-policy 1)")
                .contains("tried again 1");
    }

    private static int timesOfTheFirst(Queue<String> bodies) {
        return Collections.frequency(bodies, bodies.peek());
    }

    private static HttpServer server(Queue<String> bodies) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/consents",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    bodies.add(body);
                    int status = status(bodies, body);
                    byte[] answer =
                            "{\"type\":\"https://consentledger.dev/problems/unknown-policy\"}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }

    /** Down for the first request, and no to the second event, whenever they come. */
    private static int status(Queue<String> bodies, String body) {
        if (bodies.size() == 1) {
            return 503;
        }
        Optional<String> second =
                bodies.stream().filter(other -> !other.equals(bodies.peek())).findFirst();
        return second.equals(Optional.of(body)) ? 422 : 202;
    }
}
