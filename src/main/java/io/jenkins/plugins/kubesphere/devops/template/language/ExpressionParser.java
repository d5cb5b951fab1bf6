package io.jenkins.plugins.kubesphere.devops.template.language;

import io.jenkins.plugins.kubesphere.devops.template.language.Token.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parses the value of one action: operands, function calls and pipelines. */
final class ExpressionParser {
    /** Limits nested parentheses, the parts of a pipeline and the fields of a value, because the evaluation is recursive. */
    static final int MAX_DEPTH = 50;

    private static final int MAX_DIGITS = 30;
    private static final Map<String, Object> CONSTANTS = Map.of("true", true, "false", false);

    private final List<Token> tokens;
    private final int line;
    private int at;
    private int depth;

    /** @param from index of the first token of the value */
    ExpressionParser(List<Token> tokens, int from, int line) {
        this.tokens = tokens;
        this.at = from;
        this.line = line;
    }

    /** Reads all remaining tokens. */
    Expression parse() {
        Expression value = pipe();
        if (at < tokens.size()) {
            throw unexpected(tokens.get(at));
        }
        return value;
    }

    private Expression pipe() {
        if (++depth > MAX_DEPTH) {
            throw TemplateException.at(line, "parentheses are nested more than " + MAX_DEPTH + " times");
        }
        Expression value = command(null);
        for (int stages = 1; is(Type.PIPE); stages++) {
            if (stages > MAX_DEPTH) {
                throw TemplateException.at(line, "a pipe has more than " + MAX_DEPTH + " parts");
            }
            at++;
            value = command(value);
        }
        depth--;
        return value;
    }

    /** @param piped last argument of the function; null if there is none */
    private Expression command(Expression piped) {
        if (is(Type.WORD) && !isConstant(tokens.get(at))) {
            Token function = tokens.get(at++);
            List<Expression> arguments = new ArrayList<>();
            while (at < tokens.size() && !is(Type.PIPE) && !is(Type.CLOSE)) {
                arguments.add(operand());
            }
            if (piped != null) {
                arguments.add(piped);
            }
            TemplateFunctions.require(function.text(), arguments.size(), function.line());
            return new Expression.Call(function.text(), List.copyOf(arguments), function.line());
        }
        Expression value = operand();
        if (piped != null) {
            throw TemplateException.at(line, "after | there must be the name of a function");
        }
        if (at < tokens.size() && !is(Type.PIPE) && !is(Type.CLOSE)) {
            throw TemplateException.at(
                    line,
                    "only a function has arguments, and calls of methods are not supported; write a function first");
        }
        return value;
    }

    private Expression operand() {
        if (at >= tokens.size()) {
            throw TemplateException.at(line, "a value is missing");
        }
        Token token = tokens.get(at++);
        Expression value =
                switch (token.type()) {
                    case STRING -> new Expression.Literal(token.text());
                    case NUMBER -> new Expression.Literal(number(token));
                    case DOT -> new Expression.Dot();
                    case FIELD -> new Expression.Field(new Expression.Dot(), token.text(), token.line());
                    case VARIABLE -> new Expression.Variable(token.text(), token.line());
                    case OPEN -> parenthesized();
                    case WORD -> word(token);
                    default -> throw unexpected(token);
                };
        for (int fields = 1; is(Type.FIELD) && !tokens.get(at).followsSpace(); fields++) {
            if (fields > MAX_DEPTH) {
                throw TemplateException.at(line, "a value has more than " + MAX_DEPTH + " fields");
            }
            value = new Expression.Field(value, tokens.get(at++).text(), token.line());
        }
        return value;
    }

    private Expression parenthesized() {
        Expression value = pipe();
        if (!is(Type.CLOSE)) {
            throw TemplateException.at(line, "a ( is not closed");
        }
        at++;
        return value;
    }

    private static Expression word(Token token) {
        if (isConstant(token)) {
            return new Expression.Literal(CONSTANTS.get(token.text()));
        }
        TemplateFunctions.require(token.text(), 0, token.line());
        return new Expression.Call(token.text(), List.of(), token.line());
    }

    private static boolean isConstant(Token token) {
        return token.text().equals("nil") || CONSTANTS.containsKey(token.text());
    }

    private static BigDecimal number(Token token) {
        String text = token.text().substring(0, Math.min(token.text().length(), MAX_DIGITS + 1));
        try {
            BigDecimal number = new BigDecimal(text);
            if (text.length() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says what is expected.
        }
        throw TemplateException.at(token.line(), "\"" + text + "\" is not a number that is supported");
    }

    private boolean is(Type type) {
        return at < tokens.size() && tokens.get(at).type() == type;
    }

    private static TemplateException unexpected(Token token) {
        return TemplateException.at(token.line(), "\"" + token.text() + "\" is not expected here");
    }
}
