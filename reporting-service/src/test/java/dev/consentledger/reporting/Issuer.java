package dev.consentledger.reporting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** An OpenID Connect issuer: its metadata and its key over HTTP, and tokens as it signs them. */
public class Issuer implements QuarkusTestResourceLifecycleManager {

    static final String AUDIENCE = "consent-ledger";

    private static final int KEY_BITS = 2048;
    private static final KeyPair KEY = newKey();

    private static String url;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", this::metadata);
        server.createContext("/keys", this::keys);
        server.start();
        return Map.of("consent.oidc.issuer", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** A token with groups, as it should be. */
    static String token(String... groups) {
        return sign(claims(groups), KEY);
    }

    /** What a token says. */
    static JwtClaimsBuilder claims(String... groups) {
        return Jwt.claims()
                .issuer(url)
                .audience(AUDIENCE)
                .subject("5b9c8a2e")
                .preferredUserName("anna")
                .groups(Set.of(groups))
                .expiresIn(60);
    }

    static String sign(JwtClaimsBuilder claims) {
        return sign(claims, KEY);
    }

    /** Of somebody else, under the same name of the key. */
    static String forged(String... groups) {
        return sign(claims(groups), newKey());
    }

    private static String sign(JwtClaimsBuilder claims, KeyPair key) {
        return claims.jws().keyId("1").sign(key.getPrivate());
    }

    private void metadata(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
                 "authorization_endpoint": "%1$s/authorize"}
                """
                        .formatted(url));
    }

    private void keys(HttpExchange exchange) throws IOException {
        RSAPublicKey key = (RSAPublicKey) KEY.getPublic();
        answer(
                exchange,
                """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": "%s", "e": "%s"}]}
                """
                        .formatted(base64(key.getModulus()), base64(key.getPublicExponent())));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Without the byte that only says that the number is positive. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
