package io.jenkins.plugins.kubesphere.devops.engine.text;

import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a secret that is searched for in texts. If ordinary words were masked, nobody could read a message. So a
 * short secret is masked only where it stands as a whole word, and lines that most files have are not masked.
 *
 * @param text the line, without blanks around it
 */
record SecretLine(String text) {
    /** A shorter secret, such as {@code test}, is often a part of other words. */
    private static final int MIN_LENGTH_IN_WORDS = 6;

    /** Minimum length of a line of a secret that has several lines. */
    private static final int MIN_LENGTH_OF_LINES = 8;

    private static final int MIN_LENGTH_OF_SHORT_LINES = 4;

    /** Matches a line of stars only. Such a line is not masked, because masked text consists of stars. */
    private static final Pattern ONLY_STARS = Pattern.compile("\\**");

    /**
     * What a kubeconfig, another YAML file or a PEM file has without being a secret: the frame of a PEM block, a key
     * without a value, and some keys with the values that are usual.
     */
    private static final Pattern ORDINARY = Pattern.compile("-----(?:BEGIN|END) [A-Z0-9 ]{1,64}-----"
            + "|(?:- )?\"?[A-Za-z][A-Za-z0-9_.-]{0,63}\"?: ?(?:[|>][+-]?|[\\[{] ?[\\]}]?|true|false|null|\"\")?,?"
            + "|(?:- )?\"?(?:apiVersion|kind)\"?: ?\"?[A-Za-z0-9./-]{1,64}\"?,?"
            + "|(?:- )?\"?(?:name|namespace|cluster|user|current-context)\"?: ?"
            + "\"?(?:default|kubernetes|kubernetes-admin|kubernetes-admin@kubernetes|cluster\\.local)\"?,?");

    /** Splits a secret into the lines that are searched for. */
    static Stream<SecretLine> ofSecret(String secret) {
        List<SecretLine> lines = secret.lines()
                .filter(line -> line.length() <= SecretMask.MAX_LINE_LENGTH)
                .map(ControlCharacterFilter::apply)
                .map(String::strip)
                .filter(line -> !ONLY_STARS.matcher(line).matches())
                .map(SecretLine::new)
                .toList();
        return lines.size() > 1 ? selectSecret(lines) : lines.stream();
    }

    /** Short lines are selected only if nothing at all of the secret would be masked otherwise. */
    private static Stream<SecretLine> selectSecret(List<SecretLine> lines) {
        List<SecretLine> secrets = lines.stream()
                .filter(line -> line.length() >= MIN_LENGTH_OF_SHORT_LINES
                        && !ORDINARY.matcher(line.text).matches())
                .toList();
        List<SecretLine> longSecrets = secrets.stream()
                .filter(line -> line.length() >= MIN_LENGTH_OF_LINES)
                .toList();
        return (longSecrets.isEmpty() ? secrets : longSecrets).stream();
    }

    int length() {
        return text.length();
    }

    /** Replaces this secret in a line. */
    String mask(String line) {
        if (!line.contains(text)) {
            return line;
        }
        if (text.length() >= MIN_LENGTH_IN_WORDS) {
            return line.replace(text, UrlUserInfoMask.MASK);
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])")
                .matcher(line)
                .replaceAll(Matcher.quoteReplacement(UrlUserInfoMask.MASK));
    }
}
