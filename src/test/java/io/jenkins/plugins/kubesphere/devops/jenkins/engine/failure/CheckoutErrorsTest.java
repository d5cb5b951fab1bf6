package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutErrorsTest {
    @Test
    void theMessageOfTheGitPluginHasNoCause() {
        assertThat(CheckoutErrors.lacksCause("Error cloning remote repo 'origin'"))
                .isTrue();
        assertThat(CheckoutErrors.lacksCause("Error fetching remote repo 'origin'"))
                .isTrue();
        assertThat(CheckoutErrors.lacksCause("Maximum checkout retry attempts reached, aborting\n"))
                .isTrue();
        assertThat(CheckoutErrors.lacksCause("script returned exit code 1")).isFalse();
        assertThat(CheckoutErrors.lacksCause("the script said: Error cloning remote repo 'origin'"))
                .isFalse();
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
    void theErrorOfSshIsTheCause() {
        assertThat(CheckoutErrors.findCause("""
                stderr: ssh: Could not resolve hostname git.example.com: Name or service not known
                fatal: Could not read from remote repository.
                """.lines().toList()))
                .contains("ssh: Could not resolve hostname git.example.com: Name or service not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remote: The project was archived.", "error: RPC failed; HTTP 504"})
    void whatTheServerSaysIsTheCauseIfGitSaysNothing(String said) {
        assertThat(CheckoutErrors.findCause("""
                hudson.plugins.git.GitException: Command "git fetch" returned status code 1:
                stderr: %s
                """.formatted(said).lines().toList()))
                .contains(said);
    }

    @Test
    void theCauseIsAppendedToTheMessage() {
        assertThat(CheckoutErrors.addCause("Error cloning remote repo 'origin'", List.of("fatal: no such host")))
                .isEqualTo("Error cloning remote repo 'origin': fatal: no such host");
        assertThat(CheckoutErrors.addCause("Error cloning remote repo 'origin'", List.of()))
                .isEqualTo("Error cloning remote repo 'origin'");
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
