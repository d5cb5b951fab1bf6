package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Checks the texts of a spec before they are written into a job. A text that a config.xml cannot hold is refused; the
 * message names the field and the character.
 */
public final class SpecTextValidator {
    private static final char LINE_SEPARATOR = '\u2028';

    private final Owner owner;

    public SpecTextValidator(Owner owner) {
        this.owner = owner;
    }

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
        return check(field, text, character -> isXmlCharacter(character) && character != LINE_SEPARATOR);
    }

    /**
     * Checks a text that Jenkins only displays and that is compared by {@link #normalizeLineEnds}. Such a text may
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
            throw refusal(
                    field,
                    "holds the character " + name(character) + " in line " + line
                            + ", which a job's configuration cannot hold; remove it or write it as an escape");
        });
        return text;
    }

    /** @param problem the problem and how to fix it, as the rest of a sentence that begins with the field */
    public EngineRefusalException refusal(String field, String problem) {
        return refusal(EngineRefusalException.Reason.INVALID_SPEC, field, problem);
    }

    /** Creates a refusal with another reason than an invalid spec. */
    public EngineRefusalException refusal(EngineRefusalException.Reason reason, String field, String problem) {
        return new EngineRefusalException(reason, owner + ": " + field + " " + problem);
    }

    /**
     * Replaces all line ends by LF, to compare texts that Jenkins only displays. When a person saves the job's page,
     * Jenkins writes CR LF into descriptions and LF into other texts; when Jenkins loads the job, U+2028 becomes LF. Do
     * not use this for scripts and values, where a different line end is a different text.
     */
    public static String normalizeLineEnds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace(LINE_SEPARATOR, '\n');
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
