package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads the field of the configuration page that lists namespaces. */
public final class NamespacesText {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

    private NamespacesText() {}

    /**
     * Splits the text at white space and commas.
     *
     * @param text may be null
     * @return the parts, which may be invalid names
     */
    public static List<String> split(String text) {
        return SEPARATORS
                .splitAsStream(Objects.requireNonNullElse(text, ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
