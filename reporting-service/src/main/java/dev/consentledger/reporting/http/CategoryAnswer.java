package dev.consentledger.reporting.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category of a report: with figures where visitors have a choice, without where not. */
@Schema(
        name = "Category",
        oneOf = {ChoiceAnswer.class, NoChoiceAnswer.class})
public sealed interface CategoryAnswer permits ChoiceAnswer, NoChoiceAnswer {}
