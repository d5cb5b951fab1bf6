package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegexSizeTest {
    private static final long MAX = 1_000;

    @Test
    void repetitionsMultiplyTheLength() {
        assertThat(RegexSize.of("abc", MAX)).isEqualTo(3);
        assertThat(RegexSize.of("a{2}", MAX)).isEqualTo(8);
        assertThat(RegexSize.of("(a{2,}){3,5}", MAX)).isEqualTo(12 * 2 * 5);
        assertThat(RegexSize.of("a{0}", MAX)).isEqualTo(4);
    }

    @Test
    void whatIsNoRepetitionCountsByItsLength() {
        assertThat(RegexSize.of("a{,9}{b}", MAX)).isEqualTo(8);
    }

    @Test
    void aSizeAboveTheMaximumIsNotExact() {
        assertThat(RegexSize.of("a".repeat(5_000), MAX)).isEqualTo(MAX + 1);
        assertThat(RegexSize.of("(((a{1000}){1000}){1000}){1000}", MAX)).isEqualTo(MAX + 1);
        assertThat(RegexSize.of("a{99999999999999999999}", MAX)).isEqualTo(MAX + 1);
    }
}
