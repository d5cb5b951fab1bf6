package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * Something that keeps the operator from working: a sentence that says how to fix it. A log has it in English, a page in the
 * language of its reader.
 *
 * @param bundle name of the resource bundle that has the sentence
 * @param key of the sentence there, a pattern of {@link MessageFormat}
 * @param arguments texts, and problems that are part of this one
 */
public record Problem(String bundle, String key, List<Object> arguments) {
    private static final Control ENGLISH_OTHERWISE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    public Problem {
        arguments = List.copyOf(arguments);
    }

    /**
     * Gives the problem that a class found.
     *
     * @param finder the bundle {@code Problems} of its package has the sentence
     * @param arguments numbers as text; a {@link Problem} is put in in the language of the reader
     */
    public static Problem of(Class<?> finder, String key, Object... arguments) {
        return new Problem(finder.getPackageName() + ".Problems", key, List.of(arguments));
    }

    /** Gives what a library or a server said, in whatever language that is. */
    public static Problem quoted(String words) {
        return of(Problem.class, "quoted", Objects.requireNonNullElse(words, "null"));
    }

    /** Gives the sentence in a language; in English if there is none in that. */
    public String in(Locale locale) {
        Object[] texts = arguments.stream()
                .map(argument -> argument instanceof Problem part ? part.in(locale) : argument)
                .toArray();
        String pattern = ResourceBundle.getBundle(bundle, locale, Problem.class.getClassLoader(), ENGLISH_OTHERWISE)
                .getString(key);
        return new MessageFormat(pattern, Locale.ROOT).format(texts);
    }

    /** The sentence in English. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
