package io.jenkins.plugins.kubesphere.devops.engine.text;

import io.jenkins.plugins.kubesphere.devops.api.text.ShownTexts;

/**
 * Removes from a line what only a terminal uses: escape sequences for colours, control characters, and invisible format
 * characters, such as those that change the direction of the text. A secret is searched for after that.
 */
public final class ControlCharacterFilter {
    private ControlCharacterFilter() {}

    /** Returns the plain text of one line. A tab becomes a space. */
    public static String apply(String line) {
        return ShownTexts.removeControlCharacters(line).replace("\n", "");
    }
}
