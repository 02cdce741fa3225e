package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category in which nobody is asked, so that there is no rate. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "CategoryWithoutChoice")
public record NoChoiceAnswer(
        String id,
        String name,
        boolean choice,
        @Schema(description = "Under the policies in force, of all jurisdictions")
                List<String> mechanisms,
        @Schema(description = "Why the site claims that it need not ask")
                Optional<List<String>> exemptions)
        implements CategoryAnswer {}
