package dev.consentledger.reporting.proof;

import java.util.Optional;

/**
 * Who answers for a site, as its operator has set it. Name, address and contact are in the policy.
 *
 * @param id the id that the policies of the site use
 * @param retention how long the operator keeps records of the site (ISO 8601), where it is set
 */
public record SiteController(String site, String id, Optional<String> retention) {}
