package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes values of a template. A field that does not exist is null, and so are its fields. */
final class Evaluator {
    private final Budget budget;

    Evaluator(Budget budget) {
        this.budget = budget;
    }

    Object evaluate(Expression expression, Scope scope) {
        budget.spend(1);
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Variable variable) {
            return scope.find(variable.name(), variable.line(), budget);
        }
        if (expression instanceof Expression.Field field) {
            return field(evaluate(field.of(), scope), field);
        }
        return expression instanceof Expression.Call call ? call(call, scope) : scope.dot();
    }

    private static Object field(Object of, Expression.Field field) {
        if (of == null) {
            return null;
        }
        if (of instanceof Map<?, ?> map) {
            return map.get(field.name());
        }
        throw TemplateException.at(
                field.line(),
                "\"." + field.name() + "\" is read of " + TemplateValues.kind(of) + "; only a map has fields");
    }

    private Object call(Expression.Call call, Scope scope) {
        if (call.function().equals("and") || call.function().equals("or")) {
            return firstThatDecides(call.arguments(), call.function().equals("or"), scope);
        }
        List<Object> values = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            Object value = evaluate(argument, scope);
            budget.spend(TemplateValues.size(value));
            values.add(value);
        }
        Object result;
        try {
            result = TemplateFunctions.call(call.function(), values);
        } catch (TemplateException e) {
            throw TemplateException.at(call.line(), e.getMessage());
        }
        budget.spend(TemplateValues.size(result));
        return result;
    }

    private Object firstThatDecides(List<Expression> arguments, boolean deciding, Scope scope) {
        Object value = null;
        for (Expression argument : arguments) {
            value = evaluate(argument, scope);
            if (TemplateValues.isTrue(value) == deciding) {
                break;
            }
        }
        return value;
    }
}
