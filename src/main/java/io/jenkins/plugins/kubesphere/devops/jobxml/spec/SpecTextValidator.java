package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Checks the texts of a spec before they are written into a job. A text that a config.xml cannot hold is refused; the
 * message names the field and the character.
 *
 * @param refusals creates the refusals of this spec
 */
public record SpecTextValidator(SpecRefusalFactory refusals) {
    /**
     * Checks the text of a field, and returns it with unchanged line ends.
     *
     * @param field path of the field, as users write it
     * @param text null for absent
     * @return never null, empty if absent
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_SPEC} if the text contains a
     *     character that XML 1.0 cannot express (section 2.2): a control character other than tab and line ends, half
     *     of a surrogate pair, U+FFFE or U+FFFF; or U+2028, which Jenkins writes unescaped in XML 1.1 and then loads as
     *     a line end (XML 1.1, section 2.11)
     */
    public String check(String field, String text) {
        return check(
                field, text, character -> isXmlCharacter(character) && character != LineEndNormalizer.LINE_SEPARATOR);
    }

    /**
     * Checks a text that Jenkins only displays and that is compared by {@link LineEndNormalizer}. Such a text may
     * contain U+2028.
     */
    public String checkDisplayed(String field, String text) {
        return check(field, text, SpecTextValidator::isXmlCharacter);
    }

    private String check(String field, String text, IntPredicate allowed) {
        if (text == null) {
            return "";
        }
        text.codePoints().filter(allowed.negate()).findFirst().ifPresent(character -> {
            int at = text.codePoints()
                    .takeWhile(allowed::test)
                    .map(Character::charCount)
                    .sum();
            long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
            throw refusals.create(
                    field,
                    "holds the character " + name(character) + " in line " + line
                            + ", which a job's configuration cannot hold; remove it or write it as an escape");
        });
        return text;
    }

    public static boolean isXmlCharacter(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }

    private static String name(int character) {
        String code = String.format(Locale.ROOT, "U+%04X", character);
        return Character.getType(character) == Character.SURROGATE ? code + " (half of a surrogate pair)" : code;
    }
}
