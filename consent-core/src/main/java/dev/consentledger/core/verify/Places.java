package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes of an argument the log's prefix that it names. */
final class Places {

    private static final int TOKEN_BYTES_MAX = 16_384;

    private Places() {}

    /**
     * A folder or a URL.
     *
     * @param bearerFile the file with the token for entry bundles, if any
     */
    static LogFiles of(String place, Optional<String> bearerFile, Terminal terminal)
            throws UsageError {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            return server(place, bearerFile, terminal);
        }
        Path folder = Inputs.path(place);
        if (!Files.isDirectory(folder)) {
            throw new UsageError(place + " is neither a folder nor a URL of http or https");
        }
        if (bearerFile.isPresent()) {
            throw new UsageError("a folder needs no --bearer-file");
        }
        return new LogFolder(folder);
    }

    static LogServer server(String url, Optional<String> bearerFile, Terminal terminal)
            throws UsageError {
        URI prefix = prefix(url);
        Optional<String> token = Optional.empty();
        if (bearerFile.isPresent()) {
            if (!prefix.getScheme().equals("https") && !isThisMachine(prefix.getHost())) {
                throw new UsageError("a token is sent over https only, or to this machine");
            }
            token = Optional.of(token(bearerFile.get()));
        }
        return new LogServer(prefix, token, terminal.pause());
    }

    private static URI prefix(String url) throws UsageError {
        try {
            URI uri = new URI(url.endsWith("/") ? url : url + "/");
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new UsageError("expected the URL of a log's prefix, and not " + url);
    }

    private static String token(String file) throws UsageError {
        String token = new String(Inputs.read(file, TOKEN_BYTES_MAX), UTF_8).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new UsageError(file + " has no token: one word");
        }
        return token;
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
