package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.Locale;

/** Text of a spec on its way into a job: what no config.xml can hold is refused, with the field and the character named. */
final class SpecText {
    private final Owner owner;

    SpecText(Owner owner) {
        this.owner = owner;
    }

    /**
     * The field's text, line ends as they are.
     *
     * @param field path of the field, as users write it
     * @param text null for absent
     * @return never null, empty if absent
     * @throws EngineRefusal {@link EngineRefusal.Reason#INVALID_SPEC} if it holds a character that XML 1.0 has no way to
     *     say (section 2.2): a control character other than tab and line ends, half a surrogate pair, U+FFFE, U+FFFF
     */
    String of(String field, String text) {
        if (text == null) {
            return "";
        }
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!isXml(character)) {
                long line = text.substring(0, i).chars().filter(c -> c == '\n').count() + 1;
                throw refusal(
                        field,
                        "holds the character " + name(character) + " in line " + line
                                + ", which a job's configuration cannot hold; remove it or write it as an escape");
            }
            i += Character.charCount(character);
        }
        return text;
    }

    /** @param problem what is wrong and how it is cured, as the rest of a sentence that begins with the field */
    EngineRefusal refusal(String field, String problem) {
        return new EngineRefusal(EngineRefusal.Reason.INVALID_SPEC, owner + ": " + field + " " + problem);
    }

    /**
     * Text that is only shown, with its line ends as one: saving the job's page makes CR LF of each in a description and LF
     * in everything else. Never for text that runs or is a value, where the difference is one.
     */
    static String plainLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isXml(int character) {
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
