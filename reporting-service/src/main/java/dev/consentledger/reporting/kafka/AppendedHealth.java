package dev.consentledger.reporting.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the topic of appended entries is as it has to be and every shard is projected. */
@Readiness
@ApplicationScoped
public class AppendedHealth implements HealthCheck {

    private final TopicWatch topic;
    private final ShardStates states;

    AppendedHealth(TopicWatch topic, ShardStates states) {
        this.topic = topic;
        this.states = states;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("appended entries");
        Optional<String> fault = topic.fault();
        fault.ifPresent(reason -> response.withData("topic", reason));
        states.halted()
                .forEach((shard, why) -> response.withData("shard " + shard + " is halted", why));
        states.failing()
                .forEach((shard, why) -> response.withData("shard " + shard + " is retried", why));
        boolean well = fault.isEmpty() && states.halted().isEmpty() && states.failing().isEmpty();
        return response.status(well).build();
    }
}
