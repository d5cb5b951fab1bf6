package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;

/**
 * Something that keeps the operator from working, as a sentence for an administrator. The sentence says what is wrong,
 * and how to fix it if that is known. Logs show the sentence in English, pages show it in the language of the reader.
 *
 * @param bundle name of the resource bundle that contains the sentence
 * @param key key of the sentence in the bundle; the sentence is a pattern of {@link MessageFormat}
 * @param arguments texts, and problems that are part of this one
 */
public record LocalizableProblem(String bundle, String key, List<Object> arguments) {
    private static final Control NO_LOCALE_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    public LocalizableProblem {
        arguments = List.copyOf(arguments);
    }

    /**
     * Creates a problem that a class found.
     *
     * @param finder the class; the bundle {@code Problems} of its package contains the sentence
     * @param arguments texts, numbers as text, or problems; each problem is translated for the reader too
     */
    public static LocalizableProblem of(Class<?> finder, String key, Object... arguments) {
        return new LocalizableProblem(finder.getPackageName() + ".Problems", key, List.of(arguments));
    }

    /** Wraps a message of a library or a server, which is not translated. */
    public static LocalizableProblem quote(String message) {
        return of(LocalizableProblem.class, "quoted", message);
    }

    /** Wraps the message of an exception, or the name of its class if it has no message. */
    public static LocalizableProblem quote(Throwable failure) {
        return quote(Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getName()));
    }

    /** Returns the sentences in English as one text. */
    public static String join(List<LocalizableProblem> problems) {
        return problems.stream().map(LocalizableProblem::toString).collect(Collectors.joining("; "));
    }

    /** Returns the sentence in this language, or in English if it is not translated. */
    public String toText(Locale locale) {
        Object[] texts = arguments.stream()
                .map(argument -> argument instanceof LocalizableProblem part ? part.toText(locale) : argument)
                .toArray();
        String pattern = ResourceBundle.getBundle(
                        bundle, locale, LocalizableProblem.class.getClassLoader(), NO_LOCALE_FALLBACK)
                .getString(key);
        return new MessageFormat(pattern, Locale.ROOT).format(texts);
    }

    /** Returns the sentence in English. */
    @Override
    public String toString() {
        return toText(Locale.ENGLISH);
    }
}
