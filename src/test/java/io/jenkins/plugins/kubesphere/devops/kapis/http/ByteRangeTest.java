package io.jenkins.plugins.kubesphere.devops.kapis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=90-, 90, 10",
        "bytes=-1, 99, 1",
        "bytes=-500, 0, 100",
        "bytes=50-999999999999, 50, 50",
    })
    void aPartOfAHundredBytes(String header, long first, long length) {
        assertThat(ByteRange.parse(header, 100)).contains(new ByteRange(first, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=9-1",
                "bytes=1-2,4-5",
                "lines=1-2",
                "bytes 1-2",
                "bytes=-9999999999999999999999",
                "bytes=+1-2"
            })
    void everythingElseMeansTheWholeFile(String header) {
        assertThat(ByteRange.parse(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void aPartThatTheFileDoesNotHaveIsRefused(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, 100))
                .isInstanceOfSatisfying(KapisException.class, refusal -> assertThat(refusal.contentRange())
                        .contains("bytes */100"))
                .hasMessage("the file has 100 bytes; ask for a part of them");
        assertThatThrownBy(() -> ByteRange.parse("bytes=0-", 0)).isInstanceOf(KapisException.class);
    }
}
