package dev.consentledger.api.kafka;

/**
 * What is known of the records topic.
 *
 * @param ready whether events can be published
 * @param text for the operator: what it is waiting for, and who has to act
 */
public record TopicState(boolean ready, String text) {

    static TopicState waiting(String text) {
        return new TopicState(false, text);
    }
}
