package dev.consentledger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the middle of a module may not do, and what nobody may be called. */
final class DomainRules {

    /** Time and chance that are not given as a parameter, and threads that wait. */
    private static final Map<String, Set<String>> FORBIDDEN =
            Map.of(
                    "java.time.Instant", Set.of("now"),
                    "java.time.OffsetDateTime", Set.of("now"),
                    "java.time.ZonedDateTime", Set.of("now"),
                    "java.time.LocalDate", Set.of("now"),
                    "java.util.UUID", Set.of("randomUUID"),
                    "java.lang.Math", Set.of("random"),
                    "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
                    "java.lang.Thread", Set.of("sleep"),
                    "java.util.concurrent.ThreadLocalRandom", Set.of("current"));

    /** These are forbidden whoever has them: Mutiny, Kafka, latches. */
    private static final Set<String> FORBIDDEN_OF_ANYBODY = Set.of("subscribe", "await");

    /** Words of a name, in which a capital letter begins a word: not Database, but Data. */
    private static final Pattern EMPTY_WORD =
            Pattern.compile("(Utils?|Helper|Manager|Impl|Data|Info)(?![a-z])");

    private DomainRules() {}

    static ArchRule timeAndChanceAreParameters(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and(not(ImportRules.edges(root)))
                .and(not(ImportRules.wiring(root)))
                .should(notReachForTimeChanceOrThreads());
    }

    static ArchRule namesSaySomething(String root) {
        return classes().that().resideInAPackage(root + "..").should(haveNoEmptyWordInTheirName());
    }

    private static ArchCondition<JavaClass> notReachForTimeChanceOrThreads() {
        return new ArchCondition<>("get time and chance as parameters, and not wait") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                // Calls and method references alike.
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (isForbidden(access)) {
                        events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isForbidden(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return FORBIDDEN_OF_ANYBODY.contains(name)
                || FORBIDDEN.getOrDefault(owner, Set.of()).contains(name);
    }

    private static ArchCondition<JavaClass> haveNoEmptyWordInTheirName() {
        return new ArchCondition<>("have a name without Util, Helper, Manager, Impl, Data, Info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (EMPTY_WORD.matcher(type.getSimpleName()).find()) {
                    events.add(SimpleConditionEvent.violated(type, type.getDescription()));
                }
            }
        };
    }
}
