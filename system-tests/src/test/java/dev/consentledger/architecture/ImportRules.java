package dev.consentledger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may import whom. Each rule is made for the package that a module's classes are below. */
final class ImportRules {

    /** The edges of a service, and the technology that only they may meet. */
    private static final Map<String, List<String>> TECHNOLOGY =
            Map.of(
                    "http",
                    List.of(
                            "jakarta.ws.rs..",
                            "org.jboss.resteasy..",
                            "io.quarkus.vertx.http..",
                            "io.vertx.ext.web..",
                            "io.vertx.core.http..",
                            "io.quarkiverse.resteasy.."),
                    "kafka",
                    List.of(
                            "org.apache.kafka..",
                            "io.smallrye.reactive.messaging..",
                            "org.eclipse.microprofile.reactive.messaging..",
                            "io.quarkus.kafka.."),
                    "store",
                    List.of(
                            "java.sql..",
                            "javax.sql..",
                            "jakarta.persistence..",
                            "org.hibernate..",
                            "io.quarkus.hibernate..",
                            "io.quarkus.reactive.pg..",
                            "io.vertx.sqlclient..",
                            "io.vertx.pgclient..",
                            "io.vertx.mutiny.sqlclient..",
                            "io.vertx.mutiny.pgclient..",
                            "io.agroal..",
                            "org.postgresql..",
                            "org.flywaydb.."));

    /** What is measured is an edge, too, where it has a package of its own. */
    private static final String METRICS = "metrics";

    private static final String[] EDGES = {"http", "kafka", "store", METRICS};

    /** Below the core's root: the only part of it that meets the network. */
    private static final String VERIFIER = ".verify..";

    private ImportRules() {}

    /** The contract: the JDK without network, SQL and desktop, and a streaming JSON parser. */
    static ArchRule coreImportsOnlyTheJdkAndTheJsonParser(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + VERIFIER)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(importsOfCore(root)));
    }

    /** A program beside the contract: it reads logs over HTTP, and may be a server. */
    static ArchRule theVerifierImportsTheJdkAndTheCore(String root) {
        return classes()
                .that()
                .resideInAPackage(root + VERIFIER)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                Stream.concat(
                                                Stream.of(importsOfCore(root)),
                                                Stream.of(
                                                        "java.net..",
                                                        "java.util.zip..",
                                                        "com.sun.net.httpserver.."))
                                        .toArray(String[]::new)));
    }

    static ArchRule theVerifierIsImportedByNobody(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + VERIFIER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + VERIFIER);
    }

    private static String[] importsOfCore(String root) {
        return new String[] {
            root + "..",
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.nio..",
            "java.security..",
            "java.text..",
            "java.time..",
            "java.util",
            "java.util.concurrent..",
            "java.util.function..",
            "java.util.random..",
            "java.util.regex..",
            "java.util.stream..",
            "javax.crypto..",
            "com.fasterxml.jackson.core.."
        };
    }

    static ArchRule importsNothingOf(String root, String... otherModules) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(otherModules);
    }

    /** JAX-RS in {@code http}, Kafka in {@code kafka}, SQL in {@code store}. */
    static Stream<ArchRule> technologyStaysAtItsEdge(String root) {
        return TECHNOLOGY.entrySet().stream()
                .map(
                        edge ->
                                noClasses()
                                        .that()
                                        .resideInAPackage(root + "..")
                                        .and()
                                        .resideOutsideOfPackage(root + "." + edge.getKey() + "..")
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAnyPackage(
                                                edge.getValue().toArray(String[]::new)));
    }

    static ArchRule meteringStaysAtTheEdges(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(not(edges(root)))
                .and(not(wiring(root)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..");
    }

    /**
     * An edge is imported by itself and the wiring in the root package; metrics, which decide
     * nothing, by the other edges, too.
     */
    static Stream<ArchRule> edgesAreImportedByTheWiringAlone(String root) {
        return Stream.of(EDGES)
                .map(
                        edge ->
                                noClasses()
                                        .that()
                                        .resideInAPackage(root + "..")
                                        .and(not(importersOf(edge, root)))
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAPackage(root + "." + edge + ".."));
    }

    static ArchRule packagesHaveNoCycles(String root) {
        return slices().assignedFrom(eachPackageBelow(root)).should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaClass> importersOf(String edge, String root) {
        DescribedPredicate<JavaClass> itself = resideInAnyPackage(root + "." + edge + "..");
        return edge.equals(METRICS)
                ? edges(root).or(wiring(root))
                : itself.or(wiring(root)).as("be in %s or the wiring", edge);
    }

    static DescribedPredicate<JavaClass> edges(String root) {
        return resideInAnyPackage(
                Stream.of(EDGES).map(edge -> root + "." + edge + "..").toArray(String[]::new));
    }

    static DescribedPredicate<JavaClass> wiring(String root) {
        return describe("are the wiring", type -> type.getPackageName().equals(root));
    }

    private static SliceAssignment eachPackageBelow(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.equals(root) || name.startsWith(root + ".")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each package of " + root;
            }
        };
    }
}
