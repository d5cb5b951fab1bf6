package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextsTest {
    private static final String ESC = "\u001b";

    @Test
    void colourTitleAndLinkOfATerminalAreRemoved() {
        assertThat(ShownTexts.of(ESC + "[31mred" + ESC + "[0m, " + ESC + "]0;title\u0007rest, " + ESC
                        + "]8;;https://example.com" + ESC + "\\link"))
                .isEqualTo("red, rest, link");
    }

    @Test
    void charactersThatTurnATextAroundOrHideInItAreRemoved() {
        assertThat(ShownTexts.of("a\u202Eb\u2066c\u200Bd\uFEFFe\u0085f\u2028g\u0007h\ri\u2029j"))
                .isEqualTo("abcdefgh ij");
    }

    @Test
    void lineBreaksStayAndATabIsASpace() {
        assertThat(ShownTexts.of("one\r\ntwo\n\tthree\n")).isEqualTo("one\ntwo\n three\n");
    }

    /** Masking looks for secrets in each line, and a carriage return ends one. */
    @Test
    void aCarriageReturnDoesNotJoinTheTextsAroundIt() {
        assertThat(ShownTexts.of("s3c\rret")).isEqualTo("s3c ret");
    }

    /** The API server would replace it, and the text would be written again and again. */
    @Test
    void halfOfACharacterIsRemoved() {
        assertThat(ShownTexts.of("a\uD800b \uD83D\uDE00")).isEqualTo("ab \uD83D\uDE00");
    }

    /** A sequence without an end would hide the lines below. */
    @Test
    void anOpenSequenceEndsWithItsLine() {
        assertThat(ShownTexts.of(ESC + "]0;title\nsecond")).isEqualTo("\nsecond");
    }

    @Test
    void aPasswordWithAHiddenCharacterInItsUrlIsMasked() {
        assertThat(ShownTexts.of("https:/\u200B/bob:s3cret@example.com")).isEqualTo("https://****@example.com");
    }
}
