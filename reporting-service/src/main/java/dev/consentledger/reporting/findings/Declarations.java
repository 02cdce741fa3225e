package dev.consentledger.reporting.findings;

import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a site declares: one version of its policy, with the banner that shows it. Immutable. */
public final class Declarations {

    static final String UNDECLARED = "undeclared";

    private final Node policy;
    private final Node banner;

    private Declarations(Node policy, Node banner) {
        this.policy = policy;
        this.banner = banner;
    }

    /**
     * Reads the documents as they were published.
     *
     * @param banner empty where it is not known; nothing is asked about it then
     */
    public static Declarations read(byte[] policy, Optional<byte[]> banner) throws MalformedJson {
        Node policyRoot = Node.root(Document.POLICY, Optional.of(JsonReader.readObject(policy)));
        Node bannerRoot =
                banner.isPresent()
                        ? Node.root(
                                Document.BANNER, Optional.of(JsonReader.readObject(banner.get())))
                        : Node.root(Document.BANNER, Optional.empty());
        return new Declarations(policyRoot, bannerRoot);
    }

    boolean hasBanner() {
        return !banner.isAbsent();
    }

    Node policy() {
        return policy;
    }

    Node banner() {
        return banner;
    }

    Stream<Node> items() {
        return policy.at("items").elements().stream();
    }

    Stream<Node> thirdParties() {
        return policy.at("thirdParties").elements().stream();
    }

    List<Node> categories() {
        return policy.at("categories").elements();
    }
}
