package io.jenkins.plugins.kubesphere.devops.template.language;

/**
 * A word of an action.
 *
 * @param text the content of a string, the name of a field or variable without dot or dollar, or the word as written
 * @param followsSpace whether white space is before it: {@code .a.b} is one value, {@code .a .b} are two
 */
record Token(Type type, String text, int line, boolean followsSpace) {
    enum Type {
        FIELD,
        VARIABLE,
        WORD,
        STRING,
        NUMBER,
        DOT,
        PIPE,
        DECLARE,
        COMMA,
        OPEN,
        CLOSE
    }
}
