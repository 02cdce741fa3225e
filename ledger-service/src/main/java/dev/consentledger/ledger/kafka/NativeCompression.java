package dev.consentledger.ledger.kafka;

import net.jpountz.util.Native;
import org.jboss.logging.Logger;

/**
 * lz4 in machine code instead of in Java, which took a sixth of this service's time. The library
 * takes it by itself only in a program without a class loader of its own, as Quarkus has one.
 */
final class NativeCompression {

    private static final Logger LOG = Logger.getLogger(NativeCompression.class);

    private NativeCompression() {}

    /** Before the first client is made; where it does not work, Java does. */
    static void load() {
        try {
            Native.load();
        } catch (LinkageError | RuntimeException e) {
            LOG.infof("lz4 runs in Java, which is slower cause=%s", e);
        }
    }
}
