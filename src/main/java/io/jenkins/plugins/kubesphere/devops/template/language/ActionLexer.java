package io.jenkins.plugins.kubesphere.devops.template.language;

import io.jenkins.plugins.kubesphere.devops.template.language.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the words of one action, up to its right delimiter. */
final class ActionLexer {
    private static final Map<Character, Type> SIGNS =
            Map.of('|', Type.PIPE, ',', Type.COMMA, '(', Type.OPEN, ')', Type.CLOSE);
    private static final Map<Character, Character> ESCAPES = Map.of('n', '\n', 't', '\t', 'r', '\r');

    private static final int MAX_WORDS = 1_000;

    private final String text;
    private final String right;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line;
    private int openParentheses;

    /** @param position where the action begins, after the left delimiter */
    ActionLexer(String text, Delimiters delimiters, int position, int line) {
        this.text = text;
        this.right = delimiters.right();
        this.position = position;
        this.line = line;
    }

    /** Reads up to the right delimiter, and leaves {@link #position} at it or at the minus before it. */
    List<Token> read() {
        int begin = line;
        boolean followsSpace = true;
        while (!isAtEnd()) {
            if (position >= text.length()) {
                throw TemplateException.at(begin, "the action is not closed; add " + right);
            }
            char c = text.charAt(position);
            if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                position++;
                followsSpace = true;
            } else {
                readToken(c, followsSpace);
                followsSpace = false;
            }
        }
        if (openParentheses > 0) {
            throw TemplateException.at(line, "a ( in the action is not closed");
        }
        return tokens;
    }

    int position() {
        return position;
    }

    int line() {
        return line;
    }

    private boolean isAtEnd() {
        boolean isTrimmed = position < text.length()
                && text.charAt(position) == '-'
                && position > 0
                && Character.isWhitespace(text.charAt(position - 1))
                && text.startsWith(right, position + 1);
        return isTrimmed || text.startsWith(right, position) && !(right.equals(")") && openParentheses > 0);
    }

    private void readToken(char c, boolean followsSpace) {
        if (SIGNS.containsKey(c)) {
            openParentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (openParentheses < 0) {
                throw TemplateException.at(line, "there is a ) without a (");
            }
            add(SIGNS.get(c), String.valueOf(c), 1, followsSpace);
        } else if (c == '"') {
            readQuoted(followsSpace);
        } else if (c == '`') {
            readRaw(followsSpace);
        } else if (c == '.' || c == '$') {
            String name = word(position + 1);
            Type named = c == '.' ? Type.FIELD : Type.VARIABLE;
            add(name.isEmpty() && c == '.' ? Type.DOT : named, name, 1 + name.length(), followsSpace);
        } else if (text.startsWith(":=", position)) {
            add(Type.DECLARE, ":=", 2, followsSpace);
        } else if (c == '-' && !followsSpace && isNamePart(position - 1) && isNamePart(position + 1)) {
            throw hyphenInName();
        } else if (c >= '0' && c <= '9' || c == '-' || c == '+') {
            readNumber(followsSpace);
        } else {
            String word = word(position);
            if (word.isEmpty()) {
                throw TemplateException.at(line, "\"" + c + "\" is not supported in an action");
            }
            add(Type.WORD, word, word.length(), followsSpace);
        }
    }

    private void add(Type type, String content, int length, boolean followsSpace) {
        if (tokens.size() == MAX_WORDS) {
            throw TemplateException.at(line, "an action has more than " + MAX_WORDS + " words; make it shorter");
        }
        tokens.add(new Token(type, content, line, followsSpace));
        position += length;
    }

    /** A hyphen begins a number in Go, so {@code .params.my-name} would be two values. */
    private TemplateException hyphenInName() {
        int begin = position;
        while (begin > 0 && (isNamePart(begin - 1) || text.charAt(begin - 1) == '.' || text.charAt(begin - 1) == '$')) {
            begin--;
        }
        int end = position;
        while (isNamePart(end) || end < text.length() && text.charAt(end) == '-') {
            end++;
        }
        String written = text.substring(begin, end);
        int dot = written.lastIndexOf('.');
        return TemplateException.at(
                line,
                dot < 0
                        ? "\"" + written + "\" has a hyphen, which a name cannot have"
                        : "a name after a dot cannot have a hyphen; use index "
                                + (dot == 0 ? "." : written.substring(0, dot)) + " \"" + written.substring(dot + 1)
                                + "\"");
    }

    private boolean isNamePart(int index) {
        return index < text.length() && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
    }

    private String word(int from) {
        int to = from;
        while (isNamePart(to)) {
            to++;
        }
        return text.substring(from, to);
    }

    private void readNumber(boolean followsSpace) {
        int to = position + 1;
        while (to < text.length() && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '.')) {
            to++;
        }
        add(Type.NUMBER, text.substring(position, to), to - position, followsSpace);
    }

    private void readRaw(boolean followsSpace) {
        int to = text.indexOf('`', position + 1);
        if (to < 0) {
            throw TemplateException.at(line, "a text in ` is not closed");
        }
        String content = text.substring(position + 1, to);
        add(Type.STRING, content, content.length() + 2, followsSpace);
        line += lines(content);
    }

    private static int lines(String part) {
        return (int) part.chars().filter(c -> c == '\n').count();
    }

    private void readQuoted(boolean followsSpace) {
        StringBuilder content = new StringBuilder();
        int to = position + 1;
        while (to < text.length() && text.charAt(to) != '"' && text.charAt(to) != '\n') {
            char c = text.charAt(to++);
            if (c == '\\' && to < text.length()) {
                char escaped = text.charAt(to++);
                if (Character.isLetterOrDigit(escaped) && !ESCAPES.containsKey(escaped)) {
                    throw TemplateException.at(line, "\\" + escaped + " is not supported in a text in quotes");
                }
                c = ESCAPES.getOrDefault(escaped, escaped);
            }
            content.append(c);
        }
        if (to >= text.length() || text.charAt(to) == '\n') {
            throw TemplateException.at(line, "a text in \" is not closed");
        }
        int newLines = lines(text.substring(position, to));
        add(Type.STRING, content.toString(), to + 1 - position, followsSpace);
        line += newLines;
    }
}
