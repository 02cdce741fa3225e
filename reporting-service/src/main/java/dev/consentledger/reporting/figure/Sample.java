package dev.consentledger.reporting.figure;

import dev.consentledger.reporting.report.Counts;
import java.util.Optional;

/**
 * What was counted for one row of a report.
 *
 * @param actions of all events of the row
 * @param timeToDecide likewise
 * @param decisions of the row's category; nothing in a row without one
 * @param timeToWithdraw likewise
 * @param offered notices shown that offered the row's category; empty where that cannot be told
 * @param botEvents events with a bot label, whether or not the others have them
 */
public record Sample(
        Counts actions,
        Counts timeToDecide,
        Counts decisions,
        Counts timeToWithdraw,
        Optional<Long> offered,
        long botEvents) {}
