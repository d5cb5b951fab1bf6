package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPartDecoderTest {

    /** A secret that is cut in two is not masked. */
    @ParameterizedTest
    @CsvSource({"'',0", "'abc',0", "'abc|',4", "'abc|de',4", "'a|b|c',4", "'|',1", "'\u00e9|\u00e9',3"})
    void thePartOfWholeLinesEndsAfterTheLastLineEnd(String text, int end) {
        byte[] raw = text.replace('|', '\n').getBytes(StandardCharsets.UTF_8);

        assertThat(new LogPartDecoder(raw).endOfLastLine()).isEqualTo(end);
    }
}
