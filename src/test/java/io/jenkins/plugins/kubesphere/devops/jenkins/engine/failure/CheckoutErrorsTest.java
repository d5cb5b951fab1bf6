package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckoutErrorsTest {
    @Test
    void theMessageOfTheGitPluginHasNoCause() {
        assertThat(CheckoutErrors.lacksCause("Error cloning remote repo 'origin'"))
                .isTrue();
        assertThat(CheckoutErrors.lacksCause("Error fetching remote repo 'origin'"))
                .isTrue();
        assertThat(CheckoutErrors.lacksCause("script returned exit code 1")).isFalse();
    }

    @Test
    void theErrorOfGitIsItsCause() {
        assertThat(CheckoutErrors.findCause("""
                ERROR: Error cloning remote repo 'origin'
                hudson.plugins.git.GitException: Command "git fetch" returned status code 128:
                stdout:
                stderr: remote: Invalid username or token.
                fatal: Authentication failed for 'https://example.com/x.git/'
                """.lines().toList()))
                .contains("fatal: Authentication failed for 'https://example.com/x.git/'");
    }

    @Test
    void withoutAnErrorOfGitTheExceptionIsTheCause() {
        assertThat(CheckoutErrors.findCause("""
                ERROR: Error cloning remote repo 'origin'
                hudson.plugins.git.GitException: Could not init /x
                """.lines().toList())).contains("Could not init /x");
    }

    @Test
    void aLogWithoutErrorsHasNoCause() {
        assertThat(CheckoutErrors.findCause("Cloning\n".lines().toList())).isEmpty();
    }

    /** Such a line once took seconds, because a regular expression does not search beyond U+2028. */
    @Test
    void aLineWithManyCausesAndALineSeparatorIsReadAtOnce() {
        String line = "fatal: ".repeat(400) + "\u2028";

        assertThat(CheckoutErrors.findCause(List.of(line)))
                .hasValueSatisfying(cause -> assertThat(cause).startsWith("fatal: fatal: "));
        assertThat(CheckoutErrors.findCause(List.of("fatal: ".repeat(4_000)))).isEmpty();
    }
}
