package io.jenkins.plugins.kubesphere.devops.template.language;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a template once. */
final class Renderer {
    private final TemplateOutput output;
    private final Budget budget = new Budget();
    private final Evaluator evaluator = new Evaluator(budget);

    Renderer(TemplateOutput output) {
        this.output = output;
    }

    void run(List<Node> nodes, Scope outer) {
        Scope scope = outer;
        for (Node node : nodes) {
            budget.spend(1);
            if (node instanceof Node.Text text) {
                budget.spend(text.text().length());
                output.writeText(text.text());
            } else if (node instanceof Node.Output action) {
                output.writeValue(evaluator.evaluate(action.value(), scope), action.source(), action.line());
            } else if (node instanceof Node.Declaration declaration) {
                scope = scope.declare(declaration.variable(), evaluator.evaluate(declaration.value(), scope));
            } else if (node instanceof Node.Condition condition) {
                run(condition, scope);
            } else if (node instanceof Node.Range range) {
                run(range, scope);
            }
        }
    }

    private void run(Node.Condition condition, Scope outer) {
        Object value = evaluator.evaluate(condition.value(), outer);
        Scope scope = outer.declare(condition.variable(), value);
        if (TemplateValues.isTrue(value)) {
            run(condition.met(), condition.isWith() ? scope.withDot(value) : scope);
        } else {
            run(condition.otherwise(), scope);
        }
    }

    private void run(Node.Range range, Scope outer) {
        Object value = evaluator.evaluate(range.value(), outer);
        if (!TemplateValues.isTrue(value)) {
            run(range.otherwise(), outer);
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                run(range, outer, BigDecimal.valueOf(index), list.get(index));
            }
        } else if (value instanceof Map<?, ?> map) {
            // In the order of the keys, as Go does.
            new TreeMap<Object, Object>(map).forEach((key, element) -> run(range, outer, key, element));
        } else {
            throw TemplateException.at(
                    range.line(), "\"range\" needs a list or a map, and this is " + TemplateValues.kind(value));
        }
    }

    private void run(Node.Range range, Scope outer, Object key, Object element) {
        budget.spend(1);
        run(
                range.body(),
                outer.declare(range.key(), key)
                        .declare(range.element(), element)
                        .withDot(element));
    }
}
