package io.jenkins.plugins.kubesphere.devops.template.language;

/**
 * The dot and the variables at one place of a template.
 *
 * @param root data of the whole template
 * @param variable innermost one; null if there is none
 * @param outer has the other variables; null for the outermost scope
 */
record Scope(Object root, Object dot, String variable, Object value, Scope outer) {
    static Scope of(Object data) {
        return new Scope(data, data, null, null, null);
    }

    /** @param name null for none */
    Scope declare(String name, Object content) {
        return name == null ? this : new Scope(root, dot, name, content, this);
    }

    Scope withDot(Object content) {
        return new Scope(root, content, variable, value, outer);
    }

    Object find(String name, int line, Budget budget) {
        if (name.isEmpty()) {
            return root;
        }
        for (Scope scope = this; scope != null; scope = scope.outer()) {
            budget.spend(1);
            if (name.equals(scope.variable())) {
                return scope.value();
            }
        }
        throw TemplateException.at(line, "the variable $" + name + " is not declared");
    }
}
