package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretMaskTest {

    @Test
    void theLongestSecretIsMaskedFirst() {
        SecretMask mask = mask("abc", "abcdef");

        assertThat(mask.apply("abcdef abc x")).isEqualTo("**** **** x");
    }

    /** A log shows a secret of several lines, such as a private key, line by line. */
    @Test
    void longLinesOfASecretAreMaskedButShortLinesAreNot() {
        SecretMask mask = mask("{\r\n  \"token\": \"t0ken\",\r\n}\r\n");

        assertThat(mask.apply("got \"token\": \"t0ken\",")).isEqualTo("got ****");
        assertThat(mask.apply("an object { }")).isEqualTo("an object { }");
    }

    /** Otherwise nobody could read the messages of a project with such a password. */
    @Test
    void aShortSecretIsMaskedOnlyAsAWholeWord() {
        SecretMask mask = mask("test", "a", "12345", "!x");

        assertThat(mask.apply("stage test: unit tests failed at 9:12345 of latest"))
                .isEqualTo("stage ****: unit tests failed at 9:**** of latest");
        assertThat(mask.apply("a matrix, testé, 123456, my_test, b!x"))
                .isEqualTo("**** matrix, testé, 123456, my_****, b!x");
        assertThat(mask("secret").apply("secrets")).as("six characters").isEqualTo("****s");
    }

    /** A kubeconfig has these lines, and so have the messages of builds. */
    @Test
    void ordinaryLinesOfASecretFileAreNotMasked() {
        String file = """
                apiVersion: v1
                kind: Config
                clusters:
                - cluster:
                    server: https://k8s.example.com:6443
                  name: default
                preferences: {}
                users:
                - user:
                    token: abc-t0ken-123
                data
                -----BEGIN PRIVATE KEY-----
                TUlJQnNlY3JldA==
                -----END PRIVATE KEY-----
                """;
        SecretMask mask = mask(file);

        assertThat(mask.applyToText("""
                apiVersion: v1, kind: Config, clusters: [], name: default, preferences: {}, the data of users: none
                -----BEGIN PRIVATE KEY-----
                TUlJQnNlY3JldA==
                -----END PRIVATE KEY-----
                token: abc-t0ken-123 for server: https://k8s.example.com:6443""")).isEqualTo("""
                apiVersion: v1, kind: Config, clusters: [], name: default, preferences: {}, the data of users: none
                -----BEGIN PRIVATE KEY-----
                ****
                -----END PRIVATE KEY-----
                **** for ****""");
    }

    /** Otherwise nothing at all of such a secret would be masked. */
    @Test
    void aSecretOfSomeShortLinesIsMaskedAsWholeLines() {
        assertThat(mask("hunter2\nsecond\n}").apply("hunter2 and second }")).isEqualTo("**** and **** }");
        assertThat(mask("hunter2\nlong enough").apply("hunter2 is long enough")).isEqualTo("hunter2 is ****");
    }

    /** Secrets are often created with echo, which appends a line break. */
    @Test
    void aFinalLineBreakIsIgnored() {
        assertThat(mask("pw\n").apply("it is pw!")).isEqualTo("it is ****!");
    }

    /** Such characters are taken off each text before it is masked, so the secret is there without them, too. */
    @Test
    void aSecretWithAControlCharacterIsMasked() {
        assertThat(mask("hunter\u000722").applyToText("a hunter\u000722 b")).isEqualTo("a **** b");
        assertThat(mask("a\ttab in it").apply("an a tab in it")).isEqualTo("an ****");
    }

    @Test
    void anEmptySecretMasksNothing() {
        assertThat(mask("", " \n ").apply("plain")).isEqualTo("plain");
    }

    /** A text that is masked cannot contain such a line. */
    @Test
    void tooLongLinesAreNotMasked() {
        assertThat(SecretMask.of(List.of("x".repeat(SecretMask.MAX_LINE_LENGTH) + "\nx".repeat(20_000))))
                .isPresent();
        assertThat(mask("x".repeat(SecretMask.MAX_LINE_LENGTH + 1), "abcd").apply("xx abcd"))
                .isEqualTo("xx ****");
    }

    /** Otherwise each star of a masked secret would be masked again. */
    @Test
    void aSecretOfStarsIsNotMasked() {
        assertThat(mask("*", "**", "abcd").apply("abcd")).isEqualTo("****");
    }

    @Test
    void secretsThatAreTooLargeHaveNoMask() {
        String lines = IntStream.range(0, 10_000).mapToObj(i -> "line no " + i).collect(Collectors.joining("\n"));

        assertThat(SecretMask.of(List.of(lines, "line no 1\nline no 2"))).isPresent();
        assertThat(SecretMask.of(List.of(lines, "one more"))).isEmpty();

        String large = "x".repeat(1024 * 1024);
        assertThat(SecretMask.of(List.of(large, large, large, large))).isPresent();
        assertThat(SecretMask.of(List.of(large, large, large, large, "y"))).isEmpty();
    }

    @Test
    void eachLineOfATextIsMasked() {
        SecretMask mask = mask("hunter22");

        assertThat(mask.applyToText("a hunter\u001b[1m22\n\tb https://x:y@z")).isEqualTo("a ****\n b https://****@z");
        assertThat(mask.applyToText("a\tb\r\n")).isEqualTo("a\tb\r\n");
        assertThat(mask.applyToText("short\n" + "x".repeat(SecretMask.MAX_LINE_LENGTH + 1)))
                .isEqualTo("short");
        assertThat(mask.changes("a\nhunter22")).isTrue();
        assertThat(mask.changes("a\n\tb\n")).isFalse();
        assertThat(mask.changes("x".repeat(SecretMask.MAX_LINE_LENGTH + 1))).isTrue();
    }

    /** If the shorter secret were masked first, the rest of the longer one would be shown. */
    @Test
    void moreSecretsAreMaskedInOrderOfTheirLength() {
        SecretMask mask = mask("abcdef").including(List.of("abc", "abcdefgh")).orElseThrow();

        assertThat(mask.apply("abcdef abc abcdefgh")).isEqualTo("**** **** ****");
        assertThat(mask.including(List.of())).containsSame(mask);
        assertThat(mask.including(List.of("x".repeat(5 * 1024 * 1024)))).isEmpty();
    }

    private static SecretMask mask(String... secrets) {
        return SecretMask.of(List.of(secrets)).orElseThrow();
    }
}
