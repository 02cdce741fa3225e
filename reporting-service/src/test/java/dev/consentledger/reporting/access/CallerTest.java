package dev.consentledger.reporting.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final Site SHOP = site("shop.example", "mine");
    private static final Site BLOG = site("blog.example", "mine");
    private static final Site FOREIGN = site("foreign.example", "theirs");
    private static final Sites SITES = new Sites(List.of(SHOP, BLOG, FOREIGN));

    @Test
    void roleForOneSiteIsForNoOther() {
        Caller caller = caller("dpo@shop.example");

        assertThat(caller.require(Role.DPO, "shop.example")).isEqualTo(SHOP);
        assertThat(refused(caller, Role.DPO, "blog.example").isUnknownCaller()).isFalse();
    }

    @Test
    void roleForAControllerIsForAllItsSitesAndNoOther() {
        Caller caller = caller("dpo@controller:mine");

        assertThat(caller.require(Role.DPO)).containsExactly(BLOG, SHOP);
        assertThat(refused(caller, Role.DPO, "foreign.example")).isNotNull();
    }

    @Test
    void roleEverywhereIsForAllSites() {
        assertThat(caller("auditor@*").require(Role.AUDITOR)).containsExactly(BLOG, FOREIGN, SHOP);
    }

    @Test
    void siteThatDoesNotExistIsRefusedAsAForeignOne() {
        Caller caller = caller("dpo@shop.example");

        assertThat(refused(caller, Role.DPO, "nowhere.example").getMessage())
                .isEqualTo(
                        refused(caller, Role.DPO, "foreign.example")
                                .getMessage()
                                .replace("foreign", "nowhere"));
        assertThat(refused(caller("dpo@*"), Role.DPO, "nowhere.example")).isNotNull();
    }

    @Test
    void refusalSaysWhereTheRoleWouldDo() {
        assertThat(refused(caller("dpo@controller:mine"), Role.DPO, "foreign.example"))
                .hasMessage(
                        "This needs the role dpo for the site 'foreign.example'. You have it for blog.example, shop.example.");
        assertThat(refused(caller("reader@shop.example"), Role.DPO, "shop.example"))
                .hasMessage(
                        "This needs the role dpo for the site 'shop.example'. You have it for no site.");
    }

    @Test
    void grantsAddUp() {
        Caller caller = caller("dpo@shop.example", "auditor@foreign.example");

        assertThat(caller.require(Role.READER)).containsExactly(FOREIGN, SHOP);
        assertThat(refused(caller, Role.DPO, "foreign.example")).isNotNull();
    }

    @Test
    void whoeverDoesNotSayWhoTheyAreIsToldSo() {
        Caller unknown = Caller.unknown(SITES);

        assertThat(refused(unknown, Role.READER, "shop.example").isUnknownCaller()).isTrue();
        assertThat(
                        catchThrowableOfType(
                                        AccessRefused.class, () -> unknown.require(Role.READER))
                                .isUnknownCaller())
                .isTrue();
        assertThat(unknown.name()).isEmpty();
    }

    @Test
    void whoeverHasARoleNowhereHasNoSites() {
        Caller caller = caller("ingest@*", "dpo@gone.example");

        assertThat(catchThrowableOfType(AccessRefused.class, () -> caller.require(Role.READER)))
                .hasMessageContaining("for no site");
    }

    private static AccessRefused refused(Caller caller, Role role, String site) {
        return catchThrowableOfType(AccessRefused.class, () -> caller.require(role, site));
    }

    private static Caller caller(String... grants) {
        return Caller.named(
                "anna", Arrays.stream(grants).map(Grant::parse).collect(Collectors.toSet()), SITES);
    }

    private static Site site(String name, String controller) {
        return new Site(name, controller, ZoneOffset.UTC, LeftAlone.USUAL, Optional.empty());
    }
}
