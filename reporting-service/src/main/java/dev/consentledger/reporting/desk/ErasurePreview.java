package dev.consentledger.reporting.desk;

import java.util.List;

/**
 * What an erasure would do, were it ordered now.
 *
 * @param persons whose evidence it would erase
 * @param entries about them that are known by now
 * @param held whether a hold is open for one of them, whose evidence would be kept
 */
public record ErasurePreview(
        int persons, long entries, boolean held, List<Alternative> alternatives) {

    public ErasurePreview {
        alternatives = List.copyOf(alternatives);
    }
}
