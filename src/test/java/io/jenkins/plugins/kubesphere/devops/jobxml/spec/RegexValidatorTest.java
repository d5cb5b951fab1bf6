package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexValidatorTest {
    /** Maximum number of steps for thirty characters. A safe expression needs a few thousand. */
    private static final long MANY_STEPS = 1_000_000;

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
                "(\\Q)\\Ea|([]a]+)*)+$|((a+)*)*!?$\\1"
            })
    void expressionsWithExponentialTimeAreRefused(String regex) {
        assertThat(RegexValidator.findProblem(regex))
                .hasValue(
                        "may never finish, because repetitions are nested in it; write it with fewer nested repetitions");
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
    @ValueSource(strings = {"((a+)+)+$", "(a+){10}$", "(?:.*a){12}$", "(a+)+\\1$"})
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
        assertThat(RegexValidator.findProblem("a?".repeat(500))).isEmpty();
        assertThat(RegexValidator.findProblem("a|".repeat(500))).isEmpty();
    }

    private record StepCountingText(String text, long[] steps) implements CharSequence {
        StepCountingText(String text) {
            this(text, new long[1]);
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MANY_STEPS) {
                throw new IllegalStateException("more than " + MANY_STEPS + " steps");
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
