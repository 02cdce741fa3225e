package dev.consentledger.reporting.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that are the same in every bundle: what it is, and two programs that check it. */
public final class BundleTools {

    private BundleTools() {}

    /** By their names in the bundle. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : new String[] {"README.txt", "verify.sh", "verify.html"}) {
            files.put(name, read(name));
        }
        return files;
    }

    private static byte[] read(String name) {
        try (InputStream in = BundleTools.class.getResourceAsStream("bundle/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks the bundle's " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
