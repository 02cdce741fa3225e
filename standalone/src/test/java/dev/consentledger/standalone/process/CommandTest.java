package dev.consentledger.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void aJavaProgramSaysNothingOfOptionsThatTheUserHasSet() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder program = new ProcessBuilder(java, "-version").redirectErrorStream(true);
        program.environment().put("JAVA_TOOL_OPTIONS", "-Dof.the.user=1");
        program.environment().put("JDK_JAVA_OPTIONS", "-Dof.the.user=2");

        Process process = Command.withoutJavaOptions(program).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("version")
                .doesNotContain("of.the.user");
    }
}
