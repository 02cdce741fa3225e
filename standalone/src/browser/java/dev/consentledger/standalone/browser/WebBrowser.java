package dev.consentledger.standalone.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real browser without a window: chromedriver, spoken to as W3C WebDriver has it, with the few
 * commands that a test of one page needs. Closing it ends both processes.
 */
public final class WebBrowser implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("on port ([0-9]+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final int SCRIPT_MILLIS_MAX = 60_000;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private WebBrowser(Process driver) throws IOException {
        this.driver = driver;
        String server = "http://127.0.0.1:" + port(driver);
        Map<String, Object> options =
                Map.of(
                        "args",
                        List.of("--headless=new", "--no-sandbox", "--disable-gpu"),
                        "binary",
                        program("chromium").toString());
        JsonNode made =
                send(
                        "POST",
                        server + "/session",
                        Map.of(
                                "capabilities",
                                Map.of(
                                        "alwaysMatch",
                                        Map.of(
                                                "timeouts",
                                                Map.of("script", SCRIPT_MILLIS_MAX),
                                                "goog:chromeOptions",
                                                options))));
        this.session = server + "/session/" + made.get("sessionId").asText();
    }

    /** Whether this machine has what is needed. */
    public static boolean isThere() {
        return exists("chromedriver") && exists("chromium");
    }

    public static WebBrowser start() throws IOException {
        Process driver =
                new ProcessBuilder(program("chromedriver").toString(), "--port=0")
                        .redirectErrorStream(true)
                        .start();
        try {
            return new WebBrowser(driver);
        } catch (IOException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    public void open(URI page) {
        send("POST", session + "/url", Map.of("url", page.toString()));
    }

    /** Types into an element, or gives a file chooser the path of a file. */
    public void type(String cssSelector, String text) {
        JsonNode found =
                send(
                        "POST",
                        session + "/element",
                        Map.of("using", "css selector", "value", cssSelector));
        send(
                "POST",
                session + "/element/" + found.get(ELEMENT).asText() + "/value",
                Map.of("text", text));
    }

    /** Runs the body of a function in the page; it has {@code arguments} and may be a promise. */
    public JsonNode run(String body, Object... arguments) {
        return send(
                "POST",
                session + "/execute/sync",
                Map.of("script", body, "args", Arrays.asList(arguments)));
    }

    @Override
    public void close() {
        try {
            send("DELETE", session, Map.of());
        } finally {
            driver.destroy();
        }
    }

    private JsonNode send(String method, String uri, Map<String, ?> body) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(uri))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofString(
                                            json.writeValueAsString(body)))
                            .build();
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = json.readTree(answer.body()).get("value");
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + uri + ": " + value);
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(driver.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher port = PORT.matcher(line);
            if (line.contains("started successfully") && port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new IOException("chromedriver has ended");
    }

    private static boolean exists(String program) {
        return folders().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    private static Path program(String program) {
        return folders()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> folders() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    }
}
