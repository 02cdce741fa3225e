package dev.consentledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The engine for property tests is found and does its work: a check that cannot fail is none. */
class PropertiesRunTest {

    /** Not found by the build, because its name does not end as those of properties do. */
    static class FalseClaim {
        @Property
        boolean numbersAreSmall(@ForAll int number) {
            return number < 1000;
        }
    }

    @Test
    void aFalsePropertyFails() {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(FalseClaim.class))
                        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                        .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create().execute(request, listener);

        assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(1);
        assertThat(listener.getSummary().getFailures().get(0).getException())
                .hasMessageContaining("numbersAreSmall")
                .hasMessageContaining("1000");
    }

    /** Counts its tries. */
    static class Counted {
        static final AtomicInteger TRIES = new AtomicInteger();

        @Property(tries = 7)
        void isTried(@ForAll long number) {
            TRIES.incrementAndGet();
        }
    }

    @Test
    void theExtentDecidesHowOftenAPropertyIsTried() {
        boolean exhaustive = "exhaustive".equals(System.getProperty("tests.extent"));
        Counted.TRIES.set(0);

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Counted.class))
                                .build());

        assertThat(Counted.TRIES).hasValue(exhaustive ? 140 : 7);
    }
}
