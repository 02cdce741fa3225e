package dev.consentledger.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** So many that two of them would be the same if each were only looked at. */
    private static final int MANY = 500;

    @Test
    void noTwoOfAllProcessesAreGivenTheSamePort() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var lines = other.inputReader()) {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                ports.add(Integer.valueOf(lines.readLine()));
                ports.add(Ports.free());
            }
            assertThat(ports).doesNotHaveDuplicates();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Takes many ports, and keeps them until it is killed. */
    static final class Other {
        public static void main(String... arguments) throws InterruptedException {
            for (int i = 0; i < MANY; i++) {
                System.out.println(Ports.free());
            }
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
