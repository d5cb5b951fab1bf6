package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.List;

/** A parsed part of a template. A variable is null if there is none. */
sealed interface Node {
    record Text(String text) implements Node {}

    /** @param source of the action, for messages */
    record Output(Expression value, String source, int line) implements Node {}

    record Declaration(String variable, Expression value) implements Node {}

    /** @param isWith whether the value becomes the dot of the first list */
    record Condition(String variable, Expression value, boolean isWith, List<Node> met, List<Node> otherwise)
            implements Node {}

    /**
     * @param key variable of the index or key
     * @param element variable of the element
     * @param otherwise runs for a list without elements
     */
    record Range(String key, String element, Expression value, List<Node> body, List<Node> otherwise, int line)
            implements Node {}
}
