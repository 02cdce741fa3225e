package dev.consentledger.core;

import dev.consentledger.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes JSON values with every kind of character, number and nesting. */
public final class RandomJson {

    private static final int[] ODD_CHARACTERS = {
        0, 0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1f, '"', '\\', '/', 0x7f, 0x80, 0xe9, 0x2028, 0xd7ff,
        0xe000, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f36a, 0x10ffff
    };

    private final RandomGenerator random;

    public RandomJson(RandomGenerator random) {
        this.random = random;
    }

    public Json value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> new Json.Str(text());
            case 1 -> new Json.Int(random.nextLong(-Json.INTEGER_MAX, Json.INTEGER_MAX + 1));
            case 2 -> new Json.Int(random.nextInt(-2, 3));
            case 3 -> new Json.Bool(random.nextBoolean());
            case 4 -> new Json.Null();
            case 5 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    public Json.Obj object(int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(text(), value(depth));
        }
        return new Json.Obj(members);
    }

    /** Up to a few characters, the empty text among them. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(
                    random.nextBoolean()
                            ? random.nextInt('a', 'z' + 1)
                            : ODD_CHARACTERS[random.nextInt(ODD_CHARACTERS.length)]);
        }
        return text.toString();
    }

    private Json.Arr array(int depth) {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(depth));
        }
        return new Json.Arr(items);
    }
}
