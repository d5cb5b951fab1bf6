package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.List;

/** A part of a template, which is a sequence of texts and actions. */
sealed interface Part {
    record Text(String text) implements Part {}

    /** @param source as written, without the delimiters */
    record Action(List<Token> tokens, String source, int line) implements Part {}
}
