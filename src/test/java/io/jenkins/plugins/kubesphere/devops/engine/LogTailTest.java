package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.text.LogTail;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTailTest {

    @Test
    void linesOfJenkinsItselfAreOmitted() {
        assertThat(tail("""
                Started by alice
                [Pipeline] Start of Pipeline
                [Pipeline] sh
                + make test
                make: *** [test] Error 2

                [Pipeline] }
                [2026-11-28T10:00:00.000Z] [Pipeline] // stage
                [Pipeline] End of Pipeline
                Also:   org.jenkinsci.plugins.workflow.actions.ErrorAction$ErrorId: 5f0e
                org.jenkinsci.plugins.workflow.actions.ErrorAction$ErrorId: 405e
                java.lang.IllegalStateException: no such tool
                \tat org.jenkinsci.plugins.workflow.cps.CpsThread.runNextChunk(CpsThread.java:187)
                \t... 12 more
                ERROR: script returned exit code 2
                Finished: FAILURE
                """)).isEqualTo("""
                Started by alice
                + make test
                make: *** [test] Error 2
                java.lang.IllegalStateException: no such tool
                ERROR: script returned exit code 2""");
    }

    @Test
    void onlyTheLastTenLinesAreShown() {
        assertThat(tail("one\ntwo\n" + "x\n".repeat(9)).lines())
                .hasSize(10)
                .startsWith("two")
                .doesNotContain("one");
    }

    @Test
    void longLinesAreShortenedAndEmptyLogsHaveNoTail() {
        assertThat(tail("a".repeat(200) + "\n" + "b".repeat(201)))
                .isEqualTo("a".repeat(200) + "\n" + "b".repeat(199) + "…");
        assertThat(tail("c".repeat(198) + "\uD83D\uDE80zz")).isEqualTo("c".repeat(198) + "…");
        assertThat(tail("\n \n[Pipeline] }\nFinished: ABORTED")).isEmpty();
    }

    @Test
    void theTailFitsIntoAKibibyte() {
        String tail = tail("ä\uD83D\uDE80".repeat(100).concat("\n").repeat(10));

        assertThat(tail.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(600, 1024);
    }

    /** The log is read from a position in the middle, so the first line may be incomplete. */
    @Test
    void anIncompleteFirstLineIsNotShown() {
        assertThat(LogTail.extract("cret of a line\nnext", false, SecretMask.URLS_ONLY))
                .isEqualTo("next");
        assertThat(LogTail.extract("all of a line\nnext", true, SecretMask.URLS_ONLY))
                .isEqualTo("all of a line\nnext");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "fetching https://alice:s3cret@example.com/x.git, fetching https://****@example.com/x.git",
                "https://alice:p@ss@example.com/ and ssh://git@example.com, https://****@example.com/ and ssh://git@example.com",
                "git@example.com:demo/web.git, git@example.com:demo/web.git",
                "https://example.com/a@b, https://example.com/a@b",
            })
    void loginsInUrlsAreMasked(String line, String expected) {
        assertThat(tail(line)).isEqualTo(expected);
    }

    @Test
    void coloursControlCharactersAndDirectionMarksAreRemoved() {
        assertThat(
                        tail(
                                "\u001B[1;31mred\u001B[0m\tand\u0000 \u202Ebidi\u0007 \u001B]8;;http://x\u001B\\link\u001B]8;;\u0007\r\n"))
                .isEqualTo("red and bidi link");
    }

    @Test
    void aSecretWithColoursIsMasked() {
        SecretMask mask = SecretMask.of(List.of("hunter22")).orElseThrow();

        assertThat(LogTail.extract("it is hun\u001B[0mter\u000022!", true, mask))
                .isEqualTo("it is ****!");
    }

    /** A shortened secret would not be recognized, and a part of it would be shown. */
    @Test
    void linesAreMaskedBeforeTheyAreShortened() {
        SecretMask mask = SecretMask.of(List.of("hunter22")).orElseThrow();

        assertThat(LogTail.extract("a".repeat(196) + "hunter22", true, mask)).isEqualTo("a".repeat(196) + "****");
    }

    private static String tail(String log) {
        return LogTail.extract(log, true, SecretMask.URLS_ONLY);
    }
}
