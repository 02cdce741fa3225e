package dev.consentledger.api.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while events can be published. A missing broker is no reason to restart, so it is alive.
 */
@Readiness
@ApplicationScoped
public class RecordsTopicHealth implements HealthCheck {

    private final TopicWatch watch;

    public RecordsTopicHealth(TopicWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        TopicState state = watch.state();
        return HealthCheckResponse.named("records topic")
                .status(state.ready())
                .withData("state", state.text())
                .build();
    }
}
