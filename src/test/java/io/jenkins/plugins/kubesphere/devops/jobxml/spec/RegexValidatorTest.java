package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexValidatorTest {
    /** Maximum number of steps for thirty characters. A safe expression needs a few thousand. */
    private static final long MANY_STEPS = 1_000_000;

    private static final String TOO_MANY_WAYS =
            "may never finish, because its repetitions can match the same text in too many ways; write it with at most"
                    + " three such repetitions, and none inside another";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a+)+)+$",
                "(((?:a)+)*){2,}$",
                "(?<x>(a{1,30}b?)+)+?$",
                "(a+){10}$",
                "(?:.*a){12}$",
                "(a+){2,30}[(]$",
                "(a+)+\\1$",
                "(?<x>[a)]+)+\\k<x>$",
                "((a|\\)+)+)*$",
                "(\\Q)\\Ea|([]a]+)*)+$|((a+)*)*!?$\\1",
                "((a+)\\Q\\E*)\\Q\\E*$",
                "(a+)+?$",
                "((a+)+b)?$",
                "((a|ab|b)*c)*",
                "(?>a+)(a|a){30}!!"
            })
    void expressionsWithExponentialTimeAreRefused(String regex) {
        assertThat(RegexValidator.findProblem(regex)).hasValue(TOO_MANY_WAYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".*.*.*.*x",
                ".*.*.*.*.*.*.*.*x",
                "a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
                "\\w*\\w*\\w*\\w*\\w*\\w*\\w*\\w*=",
                "\\x61*\\u0061*\\Qa\\E*[a]*a*?b",
                "(.*)(.*)(.*)(.*)x",
                "(.*,){4}x",
                "a*(?=a*(?=a*(?=a*(?=a*b))))",
                "a*(?<=a{0,9})a*a*a*x",
                "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b",
                "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)b",
                ".{0,40}.{0,40}.{0,40}.{0,40}x"
            })
    void manyRepetitionsInARowAreRefused(String regex) {
        assertThat(RegexValidator.findProblem(regex)).hasValue(TOO_MANY_WAYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(master|release.*|feature/.*)",
                ".*-.*",
                ".*/.*/.*",
                "^(?!.*wip).*$",
                "^((?!master|develop).)*$",
                "v?\\d+\\.\\d+(\\.\\d+)?(-\\w+)?",
                "\\d+\\.\\d+\\.\\d+\\.\\d+\\.\\d+",
                "(?i)\\d+\\.\\d+\\.\\d+\\.\\d+",
                "(feature|bugfix|hotfix)/[A-Z]+-\\d+.*",
                "[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*",
                "(?<!-wip|-tmp)",
                "a|{2}"
            })
    void expressionsOfBranchNamesAreAccepted(String regex) {
        assertThat(RegexValidator.findProblem(regex)).isEmpty();
    }

    @Test
    void theFlagForCommentsIsRefused() {
        for (String regex : List.of("(?x)a", "(?ix:a)", "(?-x)a")) {
            assertThat(RegexValidator.findProblem(regex))
                    .hasValue("has the flag x, with which it cannot be checked; write it without that flag");
        }
    }

    /** An accepted expression needs a limited number of steps for any text of thirty characters, whatever its parts. */
    @Property(tries = 4000)
    void acceptedExpressionsEnd(@ForAll("expressions") String regex) {
        Assume.that(compiles(regex) && RegexValidator.findProblem(regex).isEmpty());
        for (String text :
                List.of("a".repeat(30), "ab".repeat(15), "ba".repeat(15), "aab".repeat(10), "\r\n".repeat(15))) {
            Pattern pattern = Pattern.compile(regex);
            pattern.matcher(new StepCountingText(text + "!", 20 * MANY_STEPS)).find();
            pattern.matcher(new StepCountingText(text + "!", 20 * MANY_STEPS)).matches();
        }
    }

    private static boolean compiles(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    @Provide
    static Arbitrary<String> expressions() {
        Arbitrary<String> atoms = Arbitraries.of(
                "a",
                "b",
                ".",
                "[ab]",
                "[^b]",
                "\\w",
                "\\W",
                "\\x61",
                "(?:a)",
                "\\Qab\\E",
                "\\Q\\E",
                "$",
                "\\b",
                "\\1",
                "\\R",
                "!",
                "(?i)A",
                "\\u0061",
                "[\\Qa]\\E]",
                "[a&&[^b]]",
                "a|b");
        Arbitrary<String> quantifiers = Arbitraries.of(
                "", "", "", "*", "+", "?", "*?", "+?", "??", "*+", "++", "{2}", "{0,3}", "{2,}", "{3,20}", "{10}",
                "{2,}?");
        Arbitrary<String> groups = Arbitraries.of("(", "(", "(?:", "(?=", "(?!", "(?>", "(?<=");
        Arbitrary<String> result = Combinators.combine(atoms, quantifiers).as(String::concat);
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<String> parts = result.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
            result = Arbitraries.oneOf(
                    result,
                    Combinators.combine(groups, parts, quantifiers)
                            .as((open, body, count) -> open + body + ")" + count));
        }
        return result.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^refs/heads/(main|feature-.*)$",
                "[^a-z/]",
                "([a-z]+-)*[a-z]+$",
                "(\\d{1,3}\\.){3}\\d{1,3}",
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "(a+)+$",
                "(a*)*b",
                "(\\w+\\s?)*$",
                "((a++)+)+$",
                "((a+)?)?b",
                "[(+)*]+[]+)*]+(a+)*b",
                "[[a+]&&[^)*]]*(a+)*b",
                "\\Q((a+)+)+\\E",
                "\\(\\(a+\\)+\\)+",
                "(?i)(a|b)+\\1",
                "(?=a+)(?:a+)+b"
            })
    void safeExpressionsAreAccepted(String regex) {
        assertThat(RegexValidator.findProblem(regex)).isEmpty();
        // StepCountingText throws an exception if the match takes too many steps.
        assertThatCode(() -> Pattern.compile(regex)
                        .matcher(new StepCountingText("a".repeat(30) + "!"))
                        .find())
                .doesNotThrowAnyException();
    }

    /** Shows that Java needs too many steps for refused expressions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a+)+)+$",
                "(a+){10}$",
                "(?:.*a){12}$",
                "(a+)+\\1$",
                "(a+)+?$",
                "((a+)+b)?$",
                ".*.*.*.*.*.*.*.*x",
                "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b"
            })
    void refusedExpressionsNeedExponentialTimeOnThisJava(String regex) {
        assertThatThrownBy(() -> Pattern.compile(regex)
                        .matcher(new StepCountingText("a".repeat(30) + "!"))
                        .find())
                .hasMessage("more than 1000000 steps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a**", "[z-a]", "\\k<x>", "(?<x>a)(?<x>b)", "x{2,1}"})
    void invalidExpressionsAreRefused(String regex) {
        assertThat(RegexValidator.findProblem(regex).orElseThrow())
                .matches("is not a regular expression: .+ near index -?[0-9]+; correct it");
    }

    @Test
    void tooLongExpressionsAreRefused() {
        assertThat(RegexValidator.findProblem("a".repeat(1000))).isEmpty();
        assertThat(RegexValidator.findProblem("a".repeat(1001))).hasValue("has 1001 characters; shorten it to 1000");
    }

    /** Several hundred brackets sometimes overflow the stack, so the same expression would not always be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "\\("})
    void tooManyBracketsAreRefused(String bracket) {
        assertThat(RegexValidator.findProblem(bracket.repeat(101)))
                .hasValue("opens more than 100 brackets; write it with fewer");
    }

    @ParameterizedTest
    @CsvSource({"(, )", "[a, ]", "(?:, )"})
    void theMaximumNumberOfBracketsIsAccepted(String open, String close) {
        assertThat(RegexValidator.findProblem(open.repeat(100) + "a" + close.repeat(100)))
                .isEmpty();
        assertThat(RegexValidator.findProblem(open.repeat(100)).orElseThrow()).contains("Unclosed");
    }

    @Test
    void theMaximumNumberOfPartsIsAccepted() {
        assertThat(RegexValidator.findProblem("a".repeat(1000))).isEmpty();
        assertThat(RegexValidator.findProblem("a|".repeat(500))).isEmpty();
    }

    private record StepCountingText(String text, long maximum, long[] steps) implements CharSequence {
        StepCountingText(String text) {
            this(text, MANY_STEPS);
        }

        StepCountingText(String text, long maximum) {
            this(text, maximum, new long[1]);
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > maximum) {
                throw new IllegalStateException("more than " + maximum + " steps");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
