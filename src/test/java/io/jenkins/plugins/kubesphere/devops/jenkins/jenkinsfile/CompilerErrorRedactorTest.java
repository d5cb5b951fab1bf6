package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerErrorRedactorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unexpected token: } @ line 3, column 5.|: unexpected token: } @ line 3, column 5",
                "Undefined section \"stagess\" @ line 2, column 3.|: Undefined section \"stagess\" @ line 2, column 3",
                "Annotation groovy.lang.Grab cannot be used in the sandbox.|: Annotation groovy.lang.Grab cannot be used in"
                        + " the sandbox.",
                "expecting '}', found '<EOF>' @ line 9, column 1.|: expecting '…' @ line 9, column 1",
                "Missing required section \"agent\" @ line 1, column 1.|: Missing required section \"agent\" @ line 1,"
                        + " column 1"
            })
    void theMessageHasThePositionAndKeywords(String message, String redacted) {
        assertThat(CompilerErrorRedactor.redact(List.of(message), "pipeline {}"))
                .isEqualTo(redacted);
    }

    /** Messages of the compiler or the plugin, with text that the author wrote. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not a valid section definition: \"password = \"S3\" + \"cret\"\". Some extra configuration is required.",
                "Expecting \"int\" for parameter \"time\" but got \"S3cret\" of type class java.lang.String instead",
                "unexpected token: S3cret @ line 1, column 2.",
                "unexpected char: 'S3cret' @ line 1, column 2.",
                "Expected a \"lib(...)\" but got echo S3cret",
                "Object {\"a\":\"S3cret\"} is neither a JSON array nor a JSON object",
                "S3\rcret is not a valid Groovy string value",
                "${S3cret} cannot be used as a value directly. Did you mean \"${S3cret}\"? (add quotes)",
                "Tool type \"maven\" does not have an install of \"cret\" configured - did you mean \"null\"?",
                "Invalid agent type \"cret\" specified. Must be one of [any, label, none]"
            })
    void theMessageContainsNoTextOfTheAuthor(String message) {
        String redacted = CompilerErrorRedactor.redact(List.of(message), "sh 'S3cret'; agent { label 'cret' }");

        assertThat(redacted).doesNotContain("S3", "cret\"", "cret'", "cret ");
        assertThat(redacted).contains("…");
    }

    @Test
    void onlyTheFirstThreeErrorsAreReported() {
        assertThat(CompilerErrorRedactor.redact(List.of("a", "b", "c", "d", "e"), ""))
                .isEqualTo(": a; b; c; and 2 more");
        assertThat(CompilerErrorRedactor.redact(List.of(), "")).isEmpty();
    }

    @Test
    void theMessageIsAlwaysShort() {
        assertThat(CompilerErrorRedactor.redact(Collections.nCopies(1000, "x ".repeat(100_000)), "y".repeat(100_000)))
                .hasSizeLessThan(800);
    }
}
