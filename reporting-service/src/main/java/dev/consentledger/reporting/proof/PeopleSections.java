package dev.consentledger.reporting.proof;

import static dev.consentledger.reporting.proof.Words.UNDECLARED;
import static dev.consentledger.reporting.proof.Words.orUndeclared;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.proof.RecordInWords.Section;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who answers for the processing, and who the person is. */
record PeopleSections(ProofOfConsent proof, ShownTexts texts) {

    Section controller() {
        Optional<ShownPolicy.Controller> declared = texts.policy().map(ShownPolicy::controller);
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(fact("Site", proof.consent().entry().site()));
        facts.add(
                fact(
                        "Controller",
                        declared.map(ShownPolicy.Controller::name)
                                .orElse(
                                        UNDECLARED
                                                + " (set by the operator as "
                                                + proof.controller().id()
                                                + ")")));
        facts.add(
                fact(
                        "Legal name",
                        orUndeclared(declared.flatMap(ShownPolicy.Controller::legalName))));
        facts.add(fact("Address", orUndeclared(declared.flatMap(ShownPolicy.Controller::address))));
        facts.add(fact("Country", orUndeclared(declared.flatMap(ShownPolicy.Controller::country))));
        facts.add(fact("Contact", orUndeclared(declared.flatMap(ShownPolicy.Controller::email))));
        return new Section("Controller", List.of(new Block.Facts(facts)));
    }

    Section person() {
        ConsentEntry consent = proof.consent().entry();
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(fact("Pseudonym", pseudonym()));
        facts.add(fact("Matched", matched()));
        facts.add(fact("Sent by the browser", part(PartName.CONTEXT)));
        facts.add(fact("Seen by the server", part(PartName.OBSERVED)));
        consent.deviceClass().ifPresent(it -> facts.add(fact("Kind of device", it)));
        consent.bot()
                .ifPresent(it -> facts.add(fact("Automated", "the visitor says that it is " + it)));
        return new Section("The person", List.of(new Block.Facts(facts)));
    }

    private String pseudonym() {
        DisclosedPart part = proof.evidence().subject();
        if (part instanceof DisclosedPart.Absent) {
            return "none: the visitor was a guest, and nothing links this event to a person";
        }
        if (part instanceof DisclosedPart.Erased) {
            return "erased: the ledger still verifies, but whose entry this is can no longer be shown";
        }
        return proof.evidence().pseudonym().orElseGet(() -> hidden(part));
    }

    private String matched() {
        return switch (proof.matching()) {
            case SUBJECT -> "by the pseudonym that the site made for the person";
            case EVENT_ID -> "by the id of the event; nothing was said about a person";
            case RECEIPT_CODE -> "by the receipt code, which only the visitor was given";
            case ACCOUNT -> "by an account that the site has linked to this pseudonym";
            case POSITION -> "by its place in the ledger; nothing was said about a person";
            case PERIOD ->
                    "as one of the site's events of a period; nothing was said about a person";
        };
    }

    private String part(PartName name) {
        return proof.evidence()
                .disclosed(name)
                .map(part -> members(part.value()))
                .orElseGet(() -> hidden(proof.evidence().part(name)));
    }

    private static String hidden(DisclosedPart part) {
        if (part instanceof DisclosedPart.Withheld) {
            return "left out of this record";
        }
        if (part instanceof DisclosedPart.Erased) {
            return "erased";
        }
        return "cannot be read";
    }

    private static String members(Json.Obj value) {
        if (value.members().isEmpty()) {
            return "nothing";
        }
        return value.members().entrySet().stream()
                .map(member -> member.getKey() + ": " + plain(member.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String plain(Json value) {
        return value instanceof Json.Str text
                ? text.value()
                : new String(value.canonicalBytes(), StandardCharsets.UTF_8);
    }

    private static Block.Fact fact(String name, String value) {
        return new Block.Fact(name, value);
    }
}
