package dev.consentledger.reporting.findings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Something that is looked for, with the question that it raises. Immutable. */
sealed interface Rule {

    /** Stable: answers and the documentation name the rule by it. */
    String id();

    String question();

    String reason();

    List<Source> sources();

    /** Whether there is what this rule looks at. */
    boolean canLook(Declarations declarations, Optional<EventCounts> counts);

    /** The question, where something raises it. */
    Optional<Finding> look(Declarations declarations, Optional<EventCounts> counts);

    /**
     * Looks at one document.
     *
     * @param raisedBy the places that raise the question, in the order of the document
     */
    record OfDocument(
            String id,
            Document document,
            String question,
            String reason,
            List<Source> sources,
            Function<Declarations, List<Place>> raisedBy)
            implements Rule {

        @Override
        public boolean canLook(Declarations declarations, Optional<EventCounts> counts) {
            return document == Document.POLICY || declarations.hasBanner();
        }

        @Override
        public Optional<Finding> look(Declarations declarations, Optional<EventCounts> counts) {
            List<Place> places = raisedBy.apply(declarations);
            return places.isEmpty()
                    ? Optional.empty()
                    : Optional.of(finding(this, places, OptionalLong.empty()));
        }
    }

    /** Looks at the events of a period. */
    record OfEvents(
            String id,
            String question,
            String reason,
            List<Source> sources,
            ToLongFunction<EventCounts> count)
            implements Rule {

        @Override
        public boolean canLook(Declarations declarations, Optional<EventCounts> counts) {
            return counts.isPresent();
        }

        @Override
        public Optional<Finding> look(Declarations declarations, Optional<EventCounts> counts) {
            return counts.map(count::applyAsLong)
                    .filter(events -> events > 0)
                    .map(events -> finding(this, List.of(), OptionalLong.of(events)));
        }
    }

    private static Finding finding(Rule rule, List<Place> places, OptionalLong events) {
        return new Finding(
                rule.id(),
                rule.question(),
                rule.reason(),
                rule.sources().stream().map(Source::citation).toList(),
                places,
                events);
    }
}
