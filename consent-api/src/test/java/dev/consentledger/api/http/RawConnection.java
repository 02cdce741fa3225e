package dev.consentledger.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/** A connection on which a test can send what no HTTP client would. */
final class RawConnection implements AutoCloseable {

    private static final int WAIT_MILLIS_MAX = 10_000;

    /** An answer: its status, and head and body as they came. */
    record Answer(int status, String head, String body) {}

    private final Socket socket;

    RawConnection(URI target) throws IOException {
        socket = new Socket(target.getHost(), target.getPort());
        socket.setSoTimeout(WAIT_MILLIS_MAX);
    }

    Answer send(String head, byte[] body) throws IOException {
        socket.getOutputStream().write((head + "\r\n\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().write(body);
        return answer();
    }

    /** A request with a body of JSON that has its length announced. */
    Answer post(String path, byte[] body) throws IOException {
        return send(head("POST", path, "application/json", body.length), body);
    }

    static String head(String method, String path, String type, int length) {
        return "%s %s HTTP/1.1\r\nHost: api.example\r\nContent-Type: %s\r\nContent-Length: %d"
                .formatted(method, path, type, length);
    }

    private Answer answer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after: " + bytes.toString(ISO_8859_1));
            }
            bytes.write(next);
        }
        String head = bytes.toString(ISO_8859_1);
        int length =
                Arrays.stream(head.toLowerCase(Locale.ROOT).split("\r\n"))
                        .filter(line -> line.startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        String body = new String(in.readNBytes(length), ISO_8859_1);
        return new Answer(Integer.parseInt(head.split(" ")[1]), head, body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
