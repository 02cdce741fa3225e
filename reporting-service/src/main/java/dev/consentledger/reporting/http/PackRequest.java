package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.pack.Sample;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.PackWish;
import dev.consentledger.reporting.desk.Whom;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The body that orders a pack. Says nothing of itself, since it may name a person.
 *
 * @param whom or else a period
 */
record PackRequest(
        String site,
        UUID inCase,
        Optional<Whom> whom,
        Optional<Span> span,
        Set<PartName> withheld,
        boolean allowed,
        Optional<Sample> sample) {

    /** A period as it was written: which times these are depends on the site. */
    record Span(String from, String to) {}

    static PackRequest read(byte[] body) {
        return DeskBody.read(body, PackRequest::read);
    }

    private static PackRequest read(Fields fields) throws MalformedJson {
        Optional<Fields> of = fields.optionalObject("of");
        Optional<Fields> period = fields.optionalObject("period");
        Optional<Fields> sample = fields.optionalObject("sample");
        if (of.isPresent() == period.isPresent()) {
            throw fields.wrongValue("of", "give exactly one of 'of' and 'period'");
        }
        return new PackRequest(
                fields.string("site"),
                DeskBody.id(fields, "case"),
                of.isPresent() ? Optional.of(whom(of.get())) : Optional.empty(),
                period.isPresent() ? Optional.of(span(period.get())) : Optional.empty(),
                DisclosureChoice.withheld(fields),
                DisclosureChoice.allowed(fields),
                sample.isPresent() ? Optional.of(Sample.read(sample.get())) : Optional.empty());
    }

    private static Whom whom(Fields of) throws MalformedJson {
        Whom whom = WhomReader.read(of);
        if (whom instanceof Whom.Nobody) {
            throw of.wrongValue("notIdentified", "there is no pack of nobody");
        }
        return whom;
    }

    private static Span span(Fields period) throws MalformedJson {
        Span span = new Span(period.string("from"), period.string("to"));
        period.end();
        return span;
    }

    /** What is wished, for who may wish it. */
    PackWish wish(Case found, Asker asker, ZoneId zone) {
        return new PackWish(
                found,
                asker,
                whom.<PackWish.Of>map(PackWish.OfPerson::new).orElseGet(() -> period(zone)),
                withheld,
                allowed,
                sample);
    }

    private PackWish.Of period(ZoneId zone) {
        Span written = span.orElseThrow();
        return new PackWish.OfPeriod(Period.readExact(written.from(), written.to(), zone));
    }

    @Override
    public String toString() {
        return "PackRequest[...]";
    }
}
