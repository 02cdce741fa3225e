package dev.consentledger.standalone.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports of 127.0.0.1.
 *
 * <p>Free ports come from below the ranges that operating systems give to outgoing connections. A
 * client that reconnects to a dead server of such a range can be given the server's own port and
 * then talks to itself, and the server can never bind it again.
 *
 * <p>A port given out stays its process's until that ends, since nobody may listen on it before
 * another process looks for one: each holds a lock on the port's byte of a file that all of this
 * user's processes share.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS_MAX = 200;
    private static final FileChannel GIVEN_OUT = givenOut();

    private Ports() {}

    /** A port that nobody listens on now, and that is given to nobody else meanwhile. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (take(port) && isFree(port)) {
                return port;
            }
        }
        throw new CannotStart("No free TCP port between " + FIRST + " and " + LAST + ".");
    }

    /** Whether a server could listen there now, on 127.0.0.1 and on all addresses. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static FileChannel givenOut() {
        Path file =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "consent-ledger-ports-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CannotStart("Cannot write " + file + ", where ports are reserved.", e);
        }
    }

    private static boolean take(int port) {
        try {
            return GIVEN_OUT.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException mine) {
            return false;
        } catch (IOException e) {
            throw new CannotStart("Cannot reserve port " + port + ".", e);
        }
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
