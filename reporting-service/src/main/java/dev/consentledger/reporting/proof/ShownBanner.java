package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that a banner puts before a visitor, in one language. Immutable.
 *
 * @param asks true where it asks for a choice; false where it only tells
 * @param reopen where a visitor opens it again, where that is declared
 */
public record ShownBanner(
        String version,
        boolean demonstration,
        boolean asks,
        ShownLanguage language,
        Optional<String> reopen,
        List<Layer> layers) {

    /** One screen. */
    public record Layer(
            int number, String title, String text, List<Switch> switches, List<Button> buttons) {
        public Layer {
            switches = List.copyOf(switches);
            buttons = List.copyOf(buttons);
        }
    }

    /**
     * A switch for one category.
     *
     * @param locked it only shows that the category is always on
     * @param preselected it is on before the visitor touches it
     */
    public record Switch(String category, String label, boolean locked, boolean preselected) {}

    /** What can be pressed: it sends an action or opens another layer. */
    public record Button(String id, String label, Optional<Action> action, OptionalInt opens) {}

    /** A button with the layer that it stands on. */
    public record Placed(Layer layer, Button button) {}

    public ShownBanner {
        layers = List.copyOf(layers);
    }

    /**
     * Reads a document.
     *
     * @param visitorsLanguage that the consent names
     * @throws MalformedJson where it is no banner's document
     */
    public static ShownBanner read(byte[] document, Optional<String> visitorsLanguage)
            throws MalformedJson {
        DocumentFields fields = DocumentFields.of(document, visitorsLanguage);
        List<Layer> layers = new ArrayList<>();
        for (DocumentFields layer : fields.objects("layers")) {
            layers.add(readLayer(layer));
        }
        return new ShownBanner(
                fields.string("version"),
                fields.bool("demonstration"),
                fields.string("kind").equals("consent"),
                fields.language(),
                fields.text("reopen"),
                layers);
    }

    /**
     * The buttons that send an action, on the layer that the consent names if one does there;
     * several where the consent does not say which.
     */
    public List<Placed> sending(Action action, OptionalInt layer) {
        List<Placed> all =
                layers.stream()
                        .flatMap(it -> it.buttons().stream().map(b -> new Placed(it, b)))
                        .filter(it -> it.button().action().filter(action::equals).isPresent())
                        .toList();
        List<Placed> there =
                all.stream()
                        .filter(it -> layer.isPresent() && it.layer().number() == layer.getAsInt())
                        .toList();
        return there.isEmpty() ? all : there;
    }

    private static Layer readLayer(DocumentFields fields) throws MalformedJson {
        List<Switch> switches = new ArrayList<>();
        for (DocumentFields choice : fields.objects("choices")) {
            switches.add(
                    new Switch(
                            choice.string("category"),
                            choice.text("label").orElse(""),
                            choice.bool("locked"),
                            choice.bool("preselected")));
        }
        List<Button> buttons = new ArrayList<>();
        for (DocumentFields button : fields.objects("buttons")) {
            buttons.add(
                    new Button(
                            button.string("id"),
                            button.text("label").orElse(""),
                            button.declared("action")
                                    .flatMap(action -> Term.parse(Action.class, action)),
                            button.has("opens")
                                    ? OptionalInt.of(button.integer("opens"))
                                    : OptionalInt.empty()));
        }
        return new Layer(
                fields.integer("layer"),
                fields.text("title").orElse(""),
                fields.text("text").orElse(""),
                switches,
                buttons);
    }
}
