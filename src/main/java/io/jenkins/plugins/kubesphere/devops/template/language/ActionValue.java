package io.jenkins.plugins.kubesphere.devops.template.language;

import io.jenkins.plugins.kubesphere.devops.template.language.Token.Type;
import java.util.List;

/**
 * The variables that an action declares, and its value.
 *
 * @param variables at most two; only {@code range} has two
 */
record ActionValue(List<String> variables, Expression value, int line) {
    static ActionValue read(Part.Action action, int from) {
        List<Token> tokens = action.tokens();
        if (isAt(tokens, from, Type.VARIABLE) && isAt(tokens, from + 1, Type.DECLARE)) {
            return of(List.of(tokens.get(from).text()), action, from + 2);
        }
        if (isAt(tokens, from, Type.VARIABLE)
                && isAt(tokens, from + 1, Type.COMMA)
                && isAt(tokens, from + 2, Type.VARIABLE)
                && isAt(tokens, from + 3, Type.DECLARE)) {
            return of(List.of(tokens.get(from).text(), tokens.get(from + 2).text()), action, from + 4);
        }
        return of(List.of(), action, from);
    }

    private static ActionValue of(List<String> variables, Part.Action action, int from) {
        if (variables.contains("")) {
            throw TemplateException.at(action.line(), "$ is the data of the template; give the variable a name");
        }
        Expression value = new ExpressionParser(action.tokens(), from, action.line()).parse();
        return new ActionValue(variables, value, action.line());
    }

    private static boolean isAt(List<Token> tokens, int index, Type type) {
        return index < tokens.size() && tokens.get(index).type() == type;
    }

    /** The only variable. */
    String single() {
        if (variables.size() != 1) {
            throw TemplateException.at(line, "only range declares two variables");
        }
        return variables.get(0);
    }
}
