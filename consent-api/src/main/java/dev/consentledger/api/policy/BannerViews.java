package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a banner needs of one policy version, in each language of the policy: categories, mechanisms
 * and the banner's layers. Made once, when the version becomes known. Immutable.
 */
public final class BannerViews {

    /** Members of a category that a visitor is told. */
    private static final List<String> OF_CATEGORY =
            List.of("id", "name", "text", "mechanisms", "whenRefused");

    private static final List<String> OF_POLICY =
            List.of("version", "publishedAt", "inForceFrom", "demonstration");
    private static final List<String> OF_BANNER =
            List.of("version", "kind", "events", "reopen", "layers");

    /** By language, the policy's first language first. */
    private final Map<String, BannerView> views;

    private BannerViews(Map<String, BannerView> views) {
        this.views = views;
    }

    /** The views of two documents that were checked. */
    static BannerViews of(PublishedDocument policy, PublishedDocument banner) {
        Branch policyRoot = new Branch(policy.tree(), "");
        Map<String, BannerView> views = new LinkedHashMap<>();
        for (String language : policyRoot.texts("languages")) {
            Json.Obj view = view(language, policyRoot, policy, banner);
            views.put(language, BannerView.of(language, view.canonicalBytes()));
        }
        return new BannerViews(views);
    }

    /**
     * The view in the best of the languages wished for, or in the policy's first language.
     *
     * @param wish as in {@code Accept-Language}; empty for no wish
     */
    public BannerView in(Optional<String> wish) {
        List<String> languages = List.copyOf(views.keySet());
        return views.get(
                wish.flatMap(ranges -> LanguageChoice.best(ranges, languages))
                        .orElse(languages.get(0)));
    }

    private static Json.Obj view(
            String language, Branch root, PublishedDocument policy, PublishedDocument banner) {
        Json.Obj texts = (Json.Obj) Texts.in(language, policy.tree());
        List<Json> categories =
                new Branch(texts, "")
                        .branches("categories").stream()
                                .<Json>map(category -> part(category.node(), OF_CATEGORY).build())
                                .toList();
        return Json.object()
                .put("site", root.text("site"))
                .put("language", language)
                .put("languages", policy.tree().members().get("languages"))
                .put(
                        "policy",
                        part(policy.tree(), OF_POLICY).put("sha256", policy.sha256()).build())
                .put("text", texts.members().get("text"))
                .put("categories", new Json.Arr(categories))
                .put("banner", banner(language, banner))
                .build();
    }

    /** A banner that lacks the language is in its own first one. */
    private static Json.Obj banner(String language, PublishedDocument banner) {
        List<String> languages = new Branch(banner.tree(), "").texts("languages");
        String spoken = languages.contains(language) ? language : languages.get(0);
        return part((Json.Obj) Texts.in(spoken, banner.tree()), OF_BANNER)
                .put("sha256", banner.sha256())
                .put("language", spoken)
                .build();
    }

    private static Json.ObjBuilder part(Json.Obj whole, List<String> keys) {
        Json.ObjBuilder part = Json.object();
        keys.forEach(key -> part.put(key, whole.members().get(key)));
        return part;
    }
}
