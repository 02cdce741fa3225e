package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.figure.SubjectTable;
import dev.consentledger.reporting.report.ShardPosition;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a site's subjects stand now. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Subjects")
public record SubjectsAnswer(
        String site,
        @Schema(description = "The version in force; absent where none is")
                Optional<PolicyVersion> policy,
        List<Category> categories,
        @Schema(description = "What is counted: all entries of a shard below its nextIndex")
                List<ShardPosition> asOf) {

    /** The subjects with a choice in one category, by the latest. */
    @Schema(name = "SubjectsOfCategory")
    public record Category(
            String id,
            long granted,
            long refused,
            @Schema(description = "Whose grant is over without a refusal") long ended,
            @Schema(description = "Those who granted, of all of these") FigureAnswer optedIn,
            @Schema(description = "Whose grants cover the policy in force") long covered,
            @Schema(description = "Whose grants do not; the most first")
                    List<SubjectTable.NotCovered> notCovered) {

        static Category of(SubjectTable.Category category) {
            return new Category(
                    category.id(),
                    category.granted(),
                    category.refused(),
                    category.ended(),
                    FigureAnswer.of(category.optedIn()),
                    category.covered(),
                    category.notCovered());
        }
    }

    static SubjectsAnswer of(
            String site,
            Optional<Policy> policy,
            List<SubjectTable.Category> categories,
            List<ShardPosition> asOf) {
        return new SubjectsAnswer(
                site,
                policy.map(PolicyVersion::of),
                categories.stream().map(Category::of).toList(),
                asOf);
    }
}
