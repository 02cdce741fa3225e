package dev.consentledger.ledger;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and PostgreSQL, and cuts connections at calls of the functions that
 * write: before the call has reached the server, right after it was sent, or after the server has
 * done it and before the client hears of it. Understands as much of PostgreSQL's protocol 3.0 as
 * that takes. Nothing is cut until {@link #cut}.
 */
final class CuttingProxy implements AutoCloseable {

    /** What becomes of the call. */
    enum Cut {
        /** The server never hears of it. */
        UNSENT,
        /** The server gets it, and finds nobody to answer. */
        SENT,
        /** The server does it; the client is not told. */
        DONE
    }

    private static final Pattern CALL = Pattern.compile("SELECT ([a-z_]+)\\(");
    private static final int SSL_REQUEST = 80_877_103;
    private static final int CANCEL_REQUEST = 80_877_102;

    private final ServerSocket server;
    private final int target;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, Map<Cut, Integer>> cuts = new HashMap<>();
    private int every = Integer.MAX_VALUE;

    /**
     * @param target the port of PostgreSQL on this machine
     */
    CuttingProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on cuts one of so many calls of each function. */
    synchronized void cut(int everyCall) {
        every = everyCall;
    }

    /** How often a function's calls were cut in this way. */
    synchronized int times(String function, Cut cut) {
        return cuts.getOrDefault(function, Map.of()).getOrDefault(cut, 0);
    }

    private synchronized Optional<Cut> due(String function) {
        int call = calls.merge(function, 1, Integer::sum);
        if (call % every != 0) {
            return Optional.empty();
        }
        Cut cut = Cut.values()[call / every % Cut.values().length];
        cuts.computeIfAbsent(function, f -> new EnumMap<>(Cut.class)).merge(cut, 1, Integer::sum);
        return Optional.of(cut);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(upstream);
            Connection connection = new Connection(client, upstream);
            begin(connection::forwardCalls);
            begin(connection::forwardAnswers);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException e) {
                                // A connection that was closed: by the test, or by either end.
                            }
                        },
                        "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        open.add(server);
        for (Closeable one : open) {
            try {
                one.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One client's, with a thread for each direction. */
    private final class Connection {
        private final Socket client;
        private final Socket upstream;
        private final Map<String, String> functions = new HashMap<>();
        private volatile boolean withheld;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void forwardCalls() throws IOException {
            try (client;
                    upstream) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = upstream.getOutputStream();
                while (forwardStart(in, out)) {
                    // Once more, after the answer that there is no TLS here.
                }
                boolean going = true;
                while (going) {
                    going = forward(in, out);
                }
            }
        }

        /** Before the first message with a type; whether another one like it may follow. */
        private boolean forwardStart(DataInputStream in, OutputStream out) throws IOException {
            int length = in.readInt();
            byte[] rest = in.readNBytes(length - Integer.BYTES);
            int code = ByteBuffer.wrap(rest).getInt();
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            out.write(rest);
            return code == SSL_REQUEST || code == CANCEL_REQUEST;
        }

        /** One message; false behind the cut. */
        private boolean forward(DataInputStream in, OutputStream out) throws IOException {
            int type = in.readUnsignedByte();
            int length = in.readInt();
            byte[] body = in.readNBytes(length - Integer.BYTES);
            Optional<Cut> cut = Optional.empty();
            if (type == 'P') {
                remember(body);
            } else if (type == 'B') {
                cut = called(body).flatMap(CuttingProxy.this::due);
            }
            if (cut.equals(Optional.of(Cut.UNSENT))) {
                return false;
            }
            withheld = cut.equals(Optional.of(Cut.DONE));
            write(out, type, length, body);
            if (cut.isPresent()) {
                sendUntilSync(in, out);
            }
            return !cut.equals(Optional.of(Cut.SENT));
        }

        private void write(OutputStream out, int type, int length, byte[] body) throws IOException {
            out.write(ByteBuffer.allocate(5).put((byte) type).putInt(length).array());
            out.write(body);
        }

        private void sendUntilSync(DataInputStream in, OutputStream out) throws IOException {
            int type = 0;
            while (type != 'S') {
                type = in.readUnsignedByte();
                int length = in.readInt();
                write(out, type, length, in.readNBytes(length - Integer.BYTES));
            }
        }

        /** The statements that call a function, by the names that the client gives them. */
        private void remember(byte[] parse) {
            String name = text(parse, 0);
            Matcher call = CALL.matcher(text(parse, name.length() + 1));
            if (call.lookingAt()) {
                functions.put(name, call.group(1));
            } else {
                functions.remove(name);
            }
        }

        private Optional<String> called(byte[] bind) {
            String portal = text(bind, 0);
            return Optional.ofNullable(functions.get(text(bind, portal.length() + 1)));
        }

        private String text(byte[] bytes, int from) {
            int to = from;
            while (bytes[to] != 0) {
                to++;
            }
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }

        void forwardAnswers() throws IOException {
            try (client;
                    upstream) {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (withheld) {
                        return;
                    }
                    out.write(buffer, 0, count);
                }
            }
        }
    }
}
