package dev.consentledger.api.intake;

import dev.consentledger.core.entry.Names;

/** Where a category's decision stands in the body. */
final class CategoryPointers {

    static final String DECISIONS = "/decisions";

    private CategoryPointers() {}

    /**
     * The pointer to a decision. A name that no category can have may be anything, also something
     * personal, and is not repeated.
     */
    static String of(String category) {
        return Names.CATEGORY.matches(category) ? DECISIONS + "/" + category : DECISIONS;
    }
}
