package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.List;

/** An expression. Its value is null, a string, a number, a boolean, or a list or map of these. */
sealed interface Expression {
    record Literal(Object value) implements Expression {}

    /** The current value, which {@code with} and {@code range} set. */
    record Dot() implements Expression {}

    /** @param name empty for the data of the whole template */
    record Variable(String name, int line) implements Expression {}

    record Field(Expression of, String name, int line) implements Expression {}

    record Call(String function, List<Expression> arguments, int line) implements Expression {}
}
