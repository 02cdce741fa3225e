package dev.consentledger.architecture;

import static dev.consentledger.architecture.Modules.ALL;
import static dev.consentledger.architecture.Modules.CORE;
import static dev.consentledger.architecture.Modules.SERVICES;
import static dev.consentledger.architecture.Modules.STANDALONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.consentledger.architecture.Modules.Module;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of docs/architecture.md, checked on the compiled classes and the sources of all
 * modules. {@link RulesCanFailTest} tries each of them on code that breaks it.
 */
class ArchitectureTest {

    /** Fewer are no module, but a build that went wrong. */
    private static final int CLASSES_MIN = 10;

    private static Map<Module, JavaClasses> classes;

    @BeforeAll
    static void readClasses() {
        classes = ALL.stream().collect(Collectors.toMap(module -> module, Module::classes));
    }

    static List<Module> modules() {
        return ALL;
    }

    static List<Module> services() {
        return SERVICES;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleHasClassesAndAllAreBelowItsPackage(Module module) {
        assertThat(classes.get(module)).hasSizeGreaterThan(CLASSES_MIN);
        assertThat(classes.get(module))
                .allSatisfy(
                        type -> assertThat(type.getPackageName() + ".").startsWith(module.root()));
        assertThat(module.sources()).hasSizeGreaterThan(CLASSES_MIN);
    }

    @Test
    void consentCoreImportsTheJdkAndAJsonParserOnly() {
        ImportRules.coreImportsOnlyTheJdkAndTheJsonParser(CORE.root()).check(classes.get(CORE));
    }

    @Test
    void theVerifierAloneMeetsTheNetworkAndNobodyImportsIt() {
        ImportRules.theVerifierImportsTheJdkAndTheCore(CORE.root()).check(classes.get(CORE));
        ALL.forEach(
                module ->
                        ImportRules.theVerifierIsImportedByNobody(CORE.root())
                                .check(classes.get(module)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void servicesImportConsentCoreAndNeverEachOther(Module service) {
        List<Module> others = Stream.concat(SERVICES.stream(), Stream.of(STANDALONE)).toList();
        ImportRules.importsNothingOf(service.root(), Modules.packagesOfOthers(service, others))
                .check(classes.get(service));
    }

    @Test
    void theStandImportsNoOtherModule() {
        ImportRules.importsNothingOf(STANDALONE.root(), Modules.packagesOfOthers(STANDALONE, ALL))
                .check(classes.get(STANDALONE));
    }

    @ParameterizedTest
    @MethodSource("services")
    void httpKafkaAndSqlAreMetAtTheirEdgesOnly(Module service) {
        ImportRules.technologyStaysAtItsEdge(service.root())
                .forEach(rule -> rule.check(classes.get(service)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void metersAreMetAtTheEdgesOnly(Module service) {
        ImportRules.meteringStaysAtTheEdges(service.root()).check(classes.get(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theWiringAloneImportsTheEdges(Module service) {
        ImportRules.edgesAreImportedByTheWiringAlone(service.root())
                .forEach(rule -> rule.allowEmptyShould(true).check(classes.get(service)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packagesHaveNoCycles(Module module) {
        ImportRules.packagesHaveNoCycles(module.root()).check(classes.get(module));
    }

    @ParameterizedTest
    @MethodSource("services")
    void servicesGetTimeAndChanceAsParameters(Module service) {
        DomainRules.timeAndChanceAreParameters(service.root()).check(classes.get(service));
    }

    @Test
    void consentCoreGetsTimeAndChanceAsParameters() {
        DomainRules.timeAndChanceAreParameters(CORE.root()).check(classes.get(CORE));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void namesSaySomething(Module module) {
        DomainRules.namesSaySomething(module.root()).check(classes.get(module));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noClassIsLongerThanItMayBe(Module module) {
        assertThat(SourceRules.longerThanAllowed(module.sources())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingIsPutOff(Module module) {
        assertThat(SourceRules.putOff(module.sources())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void publicTypesSayWhatTheyAre(Module module) {
        assertThat(SourceRules.publicWithoutDocumentation(module.sources())).isEmpty();
    }
}
