package dev.consentledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each architecture rule finds what it is there to find: it is tried on the package {@code wrong},
 * a service that breaks all of them.
 */
class RulesCanFailTest {

    private static final String WRONG = RulesCanFailTest.class.getPackageName() + ".wrong";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(WRONG);

    @TempDir Path directory;

    @Test
    void importsOfTheCoreAreFound() {
        assertThat(violations(ImportRules.coreImportsOnlyTheJdkAndTheJsonParser(WRONG)))
                .anyMatch(text -> text.contains("javax.sql.DataSource"))
                .anyMatch(text -> text.contains("jakarta.ws.rs"))
                .anyMatch(text -> text.contains("org.apache.kafka"));
    }

    @Test
    void importsOfTheVerifierAndByOthersAreFound() {
        assertThat(violations(ImportRules.theVerifierImportsTheJdkAndTheCore(WRONG)))
                .anyMatch(text -> text.contains("javax.sql.DataSource"))
                .noneMatch(text -> text.contains("<java.net.http"));
        assertThat(violations(ImportRules.theVerifierIsImportedByNobody(WRONG)))
                .anyMatch(text -> text.contains("OtherProgram"));
        assertThat(violations(ImportRules.coreImportsOnlyTheJdkAndTheJsonParser(WRONG)))
                .anyMatch(text -> text.contains("OtherProgram") && text.contains("java.net.http"));
    }

    @Test
    void importsOfAnotherServiceAreFound() {
        assertThat(violations(ImportRules.importsNothingOf(WRONG + ".intake", WRONG + ".other..")))
                .anyMatch(text -> text.contains("OtherService"));
    }

    @Test
    void technologyAwayFromItsEdgeIsFound() {
        assertThat(violations(ImportRules.technologyStaysAtItsEdge(WRONG)))
                .anyMatch(text -> text.contains("intake") && text.contains("javax.sql.DataSource"))
                .anyMatch(text -> text.contains("intake") && text.contains("jakarta.ws.rs"))
                .anyMatch(text -> text.contains("intake") && text.contains("org.apache.kafka"))
                // An edge has its own technology and no other.
                .anyMatch(text -> text.contains("wrong.http") && text.contains("org.apache.kafka"))
                .noneMatch(text -> text.contains("(RightStore.java"));
    }

    @Test
    void importsOfEdgesAreFound() {
        assertThat(violations(ImportRules.edgesAreImportedByTheWiringAlone(WRONG)))
                .anyMatch(text -> text.contains("Intake") && text.contains("store.RightStore"))
                .anyMatch(text -> text.contains("ConsentPage") && text.contains("kafka.Sender"))
                .noneMatch(text -> text.contains("(WrongWiring.java"));
    }

    @Test
    void cyclesAreFound() {
        assertThat(violations(ImportRules.packagesHaveNoCycles(WRONG)))
                .anyMatch(text -> text.contains("wrong.intake") && text.contains("wrong.policy"));
    }

    @Test
    void timeChanceAndWaitingAreFoundInTheMiddleOnly() {
        assertThat(violations(DomainRules.timeAndChanceAreParameters(WRONG)))
                .anyMatch(text -> text.contains("Instant.now()"))
                .anyMatch(text -> text.contains("UUID.randomUUID()"))
                .anyMatch(text -> text.contains("await()"))
                .anyMatch(text -> text.contains("subscribe("))
                .noneMatch(text -> text.contains("(Sender.java"))
                .noneMatch(text -> text.contains("(WrongWiring.java"));
    }

    @Test
    void emptyWordsInNamesAreFound() {
        assertThat(violations(DomainRules.namesSaySomething(WRONG)))
                .anyMatch(text -> text.contains("PolicyManager"))
                .noneMatch(text -> text.contains("DatabaseOfPolicies"));
    }

    @Test
    void longMarkedAndUndocumentedSourcesAreFound() throws IOException {
        Path tooLong = write("TooLong", "/** Long. */", "\n".repeat(SourceRules.LINES_MAX));
        Path marked = write("Marked", "/** TO" + "DO. */", "");
        Path silent = write("Silent", "@Deprecated", "");
        List<Path> all = List.of(tooLong, marked, silent);

        assertThat(SourceRules.longerThanAllowed(all)).singleElement().asString().contains("TooLo");
        assertThat(SourceRules.putOff(all)).singleElement().asString().contains("Marked.java");
        assertThat(SourceRules.publicWithoutDocumentation(all))
                .singleElement()
                .asString()
                .contains("Silent.java");
    }

    private Path write(String name, String before, String body) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".java"),
                before + "\npublic class " + name + " {" + body + "}\n");
    }

    private static List<String> violations(Stream<ArchRule> rules) {
        return rules.flatMap(rule -> violations(rule).stream()).toList();
    }

    private static List<String> violations(ArchRule rule) {
        return rule.allowEmptyShould(true).evaluate(CLASSES).getFailureReport().getDetails();
    }
}
