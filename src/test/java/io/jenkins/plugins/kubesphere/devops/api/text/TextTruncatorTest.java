package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTruncatorTest {
    @ParameterizedTest
    @CsvSource({"'',5,''", "abcde,5,abcde", "abcdef,5,abcd…", "abcdef,1,…"})
    void aLongTextIsShortened(String text, int longest, String expected) {
        assertThat(TextTruncator.truncate(text, longest)).isEqualTo(expected);
    }

    @Test
    void aSurrogatePairIsNeverSplit() {
        String text = "ab\ud83d\ude00cd";
        assertThat(TextTruncator.truncate(text, 6)).isEqualTo(text);
        assertThat(TextTruncator.truncate(text, 5)).isEqualTo("ab\ud83d\ude00…");
        assertThat(TextTruncator.truncate(text, 4)).isEqualTo("ab…");
        assertThat(TextTruncator.truncate(text, 3)).isEqualTo("ab…");
        assertThat(TextTruncator.truncate("\ud83d\ude00", 1)).isEqualTo("…");
    }
}
