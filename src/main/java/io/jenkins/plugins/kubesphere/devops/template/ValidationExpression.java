package io.jenkins.plugins.kubesphere.devops.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.kubesphere.devops.api.text.RegexSize;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.util.List;

/**
 * The expression of a parameter's check: a regular expression of RE2, which the whole value must match, or {@code
 * matches('…')} around one. Project members write both the expression and the value, so RE2 matches them: its time is
 * linear in the lengths of both.
 */
final class ValidationExpression {
    /** The limit of {@link RegexSize}. */
    private static final int MAX_SIZE = 300_000;

    private static final Pattern CALL = Pattern.compile("(?s)(?:self\\.)?matches\\((?:'(.*)'|\"(.*)\")?\\)");

    private final String regex;
    private final Pattern pattern;

    private final MatchBudget budget;

    private ValidationExpression(String regex, Pattern pattern, MatchBudget budget) {
        this.regex = regex;
        this.pattern = pattern;
        this.budget = budget;
    }

    /** @throws TemplateException if it is not a regular expression, or too large */
    static ValidationExpression parse(String expression, MatchBudget budget) {
        String regex = regexOf(expression);
        budget.spend(sizeOf(regex));
        try {
            return new ValidationExpression(regex, Pattern.compile(regex), budget);
        } catch (PatternSyntaxException e) {
            throw new TemplateException(
                    "the validation \"" + expression + "\" is not a regular expression of RE2: " + e.getDescription());
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    /** {@code matches()} without an expression checks nothing. */
    private static String regexOf(String expression) {
        Matcher call = CALL.matcher(expression);
        if (!call.matches()) {
            return expression;
        }
        return List.of(1, 2).stream()
                .map(call::group)
                .filter(group -> group != null)
                .findFirst()
                .orElse("(?s).*");
    }

    private static long sizeOf(String regex) {
        long size = RegexSize.of(regex, MAX_SIZE);
        if (size > MAX_SIZE) {
            throw new TemplateException(
                    "the regular expression of a validation is too long, or has too many repetitions; make it shorter");
        }
        return size;
    }

    /** @throws TemplateException if the values of the template are too long to be compared with its expressions */
    boolean accepts(String value) {
        budget.spend((long) pattern.programSize() * (value.length() + 1));
        try {
            return pattern.matcher(value).matches();
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    private static TemplateException tooDeep() {
        return new TemplateException(
                "the regular expression of a validation has too many parentheses in each other; make it simpler");
    }

    @Override
    public String toString() {
        return regex;
    }
}
