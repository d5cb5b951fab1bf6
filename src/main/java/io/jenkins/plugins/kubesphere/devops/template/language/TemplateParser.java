package io.jenkins.plugins.kubesphere.devops.template.language;

import io.jenkins.plugins.kubesphere.devops.template.language.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the structure of a template. */
final class TemplateParser {
    private static final String ELSE = "else";
    private static final String END = "end";
    private static final String RANGE = "range";
    private static final String WITH = "with";
    private static final Set<String> BLOCKS = Set.of("if", WITH, RANGE);
    private static final Set<String> REFUSED = Set.of("define", "template", "block", "break", "continue");

    private final List<Part> parts;
    private int at;
    private int depth;

    TemplateParser(List<Part> parts) {
        this.parts = parts;
    }

    List<Node> parse() {
        List<Node> nodes = list();
        if (at < parts.size()) {
            Part.Action action = (Part.Action) parts.get(at);
            throw TemplateException.at(action.line(), "\"" + keyword(action) + "\" has no if, with or range before it");
        }
        return nodes;
    }

    /** Reads up to the next {@code else} or {@code end} that belongs to no block inside. */
    private List<Node> list() {
        if (++depth > ExpressionParser.MAX_DEPTH) {
            throw new TemplateException("blocks of the template are nested more than " + ExpressionParser.MAX_DEPTH
                    + " times; an else if counts, too");
        }
        List<Node> nodes = new ArrayList<>();
        while (at < parts.size()) {
            Part part = parts.get(at);
            if (part instanceof Part.Text text) {
                nodes.add(new Node.Text(text.text()));
                at++;
            } else if (part instanceof Part.Action action) {
                String keyword = keyword(action);
                if (keyword.equals(ELSE) || keyword.equals(END)) {
                    break;
                }
                at++;
                nodes.add(BLOCKS.contains(keyword) ? block(action, 0) : simple(action, keyword));
            }
        }
        depth--;
        return List.copyOf(nodes);
    }

    private static String keyword(Part.Action action) {
        return action.tokens().stream()
                .findFirst()
                .filter(token -> token.type() == Type.WORD)
                .map(Token::text)
                .orElse("");
    }

    private static Node simple(Part.Action action, String keyword) {
        if (REFUSED.contains(keyword)) {
            throw TemplateException.at(action.line(), "\"" + keyword + "\" is not supported; write it out");
        }
        if (action.tokens().isEmpty()) {
            throw TemplateException.at(action.line(), "an action is empty");
        }
        ActionValue parsed = ActionValue.read(action, 0);
        Expression value = parsed.value();
        return parsed.variables().isEmpty()
                ? new Node.Output(value, action.source(), action.line())
                : new Node.Declaration(parsed.single(), value);
    }

    /** @param from index of the word that begins the block: 1 after an {@code else} */
    private Node block(Part.Action action, int from) {
        String keyword = action.tokens().get(from).text();
        ActionValue parsed = ActionValue.read(action, from + 1);
        List<Node> body = list();
        List<Node> otherwise = otherwise(action);
        if (!keyword.equals(RANGE)) {
            return new Node.Condition(
                    parsed.variables().isEmpty() ? null : parsed.single(),
                    parsed.value(),
                    keyword.equals(WITH),
                    body,
                    otherwise);
        }
        List<String> names = parsed.variables();
        return new Node.Range(
                names.size() == 2 ? names.get(0) : null,
                names.isEmpty() ? null : names.get(names.size() - 1),
                parsed.value(),
                body,
                otherwise,
                action.line());
    }

    private List<Node> otherwise(Part.Action opening) {
        if (at >= parts.size()) {
            throw TemplateException.at(opening.line(), "\"" + opening.source() + "\" has no end");
        }
        Part.Action action = (Part.Action) parts.get(at++);
        if (keyword(action).equals(END)) {
            requireLength(action, 1);
            return List.of();
        }
        if (action.tokens().size() > 1) {
            String next = action.tokens().get(1).text();
            if (!next.equals("if") && !next.equals(WITH)) {
                throw TemplateException.at(action.line(), "\"else " + next + "\" is not supported; write else if");
            }
            // One end closes both.
            depth++;
            Node inner = block(action, 1);
            depth--;
            return List.of(inner);
        }
        List<Node> nodes = list();
        if (at >= parts.size()) {
            throw TemplateException.at(opening.line(), "\"" + opening.source() + "\" has no end");
        }
        Part.Action end = (Part.Action) parts.get(at++);
        if (!keyword(end).equals(END)) {
            throw TemplateException.at(end.line(), "there is a second else where an end is expected");
        }
        requireLength(end, 1);
        return nodes;
    }

    private static void requireLength(Part.Action action, int length) {
        if (action.tokens().size() > length) {
            throw TemplateException.at(action.line(), "\"" + action.source() + "\" has words too many");
        }
    }
}
