package dev.consentledger.reporting.proof;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a text drawable with the fonts that a file has: what they cannot draw becomes a note in its
 * place, and never a question mark or an empty box that looks like the text. Drawn are scripts that
 * run from left to right one sign after another, as far as the fonts have them; signs that join or
 * run from the right would come out wrong, and are noted as well.
 *
 * @param hasGlyph whether the fonts have a code point
 */
record DrawableText(IntPredicate hasGlyph) {

    String of(String text) {
        StringBuilder drawable = new StringBuilder();
        int[] signs = text.codePoints().map(DrawableText::printable).toArray();
        int at = 0;
        while (at < signs.length) {
            if (isDrawn(signs[at])) {
                drawable.appendCodePoint(signs[at++]);
                continue;
            }
            int end = at;
            while (end < signs.length && (!isDrawn(signs[end]) || continues(signs, end))) {
                end++;
            }
            drawable.append(note(Arrays.copyOfRange(signs, at, end)));
            at = end;
        }
        return drawable.toString();
    }

    /** Spaces and the like between two signs that are noted belong to the note. */
    private boolean continues(int[] signs, int at) {
        if (Character.isLetterOrDigit(signs[at])) {
            return false;
        }
        int next = at;
        while (next < signs.length && isDrawn(signs[next])) {
            if (Character.isLetterOrDigit(signs[next])) {
                return false;
            }
            next++;
        }
        return next < signs.length;
    }

    private boolean isDrawn(int sign) {
        return sign == '\n' || hasGlyph.test(sign) && !isComplex(sign);
    }

    /** Whether signs of this kind run from the right or change with their neighbours. */
    private static boolean isComplex(int sign) {
        return switch (Character.getDirectionality(sign)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE ->
                    true;
            default -> false;
        };
    }

    /** Control characters, which XML does not even allow, become spaces. */
    private static int printable(int sign) {
        return Character.isISOControl(sign) && sign != '\n' ? ' ' : sign;
    }

    private static String note(int[] signs) {
        String scripts =
                IntStream.of(signs)
                        .filter(Character::isLetter)
                        .mapToObj(sign -> Character.UnicodeScript.of(sign).name())
                        .distinct()
                        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
        return "[%d signs%s: see record.txt in the bundle]"
                .formatted(signs.length, scripts.isEmpty() ? "" : " of the script " + scripts);
    }
}
