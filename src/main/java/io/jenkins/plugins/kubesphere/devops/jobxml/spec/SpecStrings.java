package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Text of a spec on its way into a job: what no config.xml can hold is refused, with the field and the character named. */
public final class SpecStrings {
    private static final char LINE_SEPARATOR = '\u2028';

    private final Owner owner;

    public SpecStrings(Owner owner) {
        this.owner = owner;
    }

    /**
     * The field's text, line ends as they are.
     *
     * @param field path of the field, as users write it
     * @param text null for absent
     * @return never null, empty if absent
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_SPEC} if it holds a character that XML 1.0 has no way to
     *     say (section 2.2): a control character other than tab and line ends, half a surrogate pair, U+FFFE, U+FFFF; or
     *     U+2028, which Jenkins saves as it is in XML 1.1 and so loads as a line end (XML 1.1, section 2.11)
     */
    public String of(String field, String text) {
        return checked(field, text, character -> isXml(character) && character != LINE_SEPARATOR);
    }

    /** The same for text that is only shown and compared by {@link #plainLines}: there U+2028 does no harm. */
    public String shown(String field, String text) {
        return checked(field, text, SpecStrings::isXml);
    }

    private String checked(String field, String text, IntPredicate holds) {
        if (text == null) {
            return "";
        }
        text.codePoints().filter(holds.negate()).findFirst().ifPresent(character -> {
            int at = text.codePoints()
                    .takeWhile(holds::test)
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

    /** @param problem what is wrong and how it is cured, as the rest of a sentence that begins with the field */
    public EngineRefusalException refusal(String field, String problem) {
        return refusal(EngineRefusalException.Reason.INVALID_SPEC, field, problem);
    }

    /** The same for another reason than the spec itself. */
    public EngineRefusalException refusal(EngineRefusalException.Reason reason, String field, String problem) {
        return new EngineRefusalException(reason, owner + ": " + field + " " + problem);
    }

    /**
     * Text that is only shown, with its line ends as one: saving the job's page makes CR LF of each in a description and LF
     * in everything else, and loading it makes LF of U+2028. Never for text that runs or is a value, where the difference
     * is one.
     */
    public static String plainLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace(LINE_SEPARATOR, '\n');
    }

    public static boolean isXml(int character) {
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
