package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.ArrayList;
import java.util.List;

/** Splits a template into texts and actions. It removes comments, and the white space that a minus trims. */
final class TemplateLexer {
    /** An action needs much more memory than its text. */
    private static final int MAX_ACTIONS = 10_000;

    private static final String COMMENT = "/*";
    private static final String END_OF_COMMENT = "*/";

    private final String text;
    private final Delimiters delimiters;
    private final List<Part> parts = new ArrayList<>();
    private int at;
    private int actions;
    private int line = 1;

    TemplateLexer(String text, Delimiters delimiters) {
        this.text = text;
        this.delimiters = delimiters;
    }

    List<Part> read() {
        boolean trimsNext = false;
        while (at < text.length()) {
            int action = text.indexOf(delimiters.left(), at);
            int end = action < 0 ? text.length() : action;
            int inside = end + delimiters.left().length();
            boolean trimsThis = action >= 0 && startsTrimmed(inside);
            addText(text.substring(at, end), trimsNext, trimsThis);
            at = action < 0 ? end : inside + (trimsThis ? 2 : 0);
            trimsNext = action >= 0 && readAction();
        }
        return parts;
    }

    private boolean startsTrimmed(int inside) {
        return text.startsWith("-", inside)
                && inside + 1 < text.length()
                && Character.isWhitespace(text.charAt(inside + 1));
    }

    private void addText(String raw, boolean trimsBegin, boolean trimsEnd) {
        String begun = trimsBegin ? raw.stripLeading() : raw;
        String trimmed = trimsEnd ? begun.stripTrailing() : begun;
        if (!trimmed.isEmpty()) {
            parts.add(new Part.Text(trimmed));
        }
        line += lines(raw);
    }

    /** Returns whether the text after the action loses the space at its begin. */
    private boolean readAction() {
        if (text.startsWith(COMMENT, at)) {
            skipComment();
        } else {
            int begin = at;
            int beginLine = line;
            ActionLexer lexer = new ActionLexer(text, delimiters, at, line);
            List<Token> tokens = lexer.read();
            at = lexer.position();
            line = lexer.line();
            if (++actions > MAX_ACTIONS) {
                throw new TemplateException("the template has more than " + MAX_ACTIONS + " actions; make it shorter");
            }
            parts.add(new Part.Action(tokens, text.substring(begin, at).strip(), beginLine));
        }
        boolean trims = text.charAt(at) == '-';
        at += delimiters.right().length() + (trims ? 1 : 0);
        return trims;
    }

    private void skipComment() {
        int end = text.indexOf(END_OF_COMMENT, at);
        int after = end + END_OF_COMMENT.length();
        if (end < 0) {
            throw TemplateException.at(line, "a comment is not closed; add " + END_OF_COMMENT + delimiters.right());
        }
        line += lines(text.substring(at, after));
        at = text.startsWith(" -" + delimiters.right(), after) ? after + 1 : after;
        if (!text.startsWith(delimiters.right(), at) && !text.startsWith("-" + delimiters.right(), at)) {
            throw TemplateException.at(
                    line,
                    "an action with a comment has nothing else; write " + delimiters.left() + "/* … */"
                            + delimiters.right());
        }
    }

    private static int lines(String part) {
        return (int) part.chars().filter(c -> c == '\n').count();
    }
}
