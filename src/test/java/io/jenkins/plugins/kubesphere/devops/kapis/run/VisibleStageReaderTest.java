package io.jenkins.plugins.kubesphere.devops.kapis.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleStageReaderTest {
    @Test
    void anInputIsFoundWhateverSpaceTheDocumentHas() {
        assertThat(VisibleStageReader.mayAskForInput("[{\"steps\":[{\"input\":{}}]}]"))
                .isTrue();
        assertThat(VisibleStageReader.mayAskForInput("[{\"steps\":[{\"input\": {}}]}]"))
                .isTrue();
        assertThat(VisibleStageReader.mayAskForInput("[{\"steps\":[{\"input\" :\n {}}]}]"))
                .isTrue();
        assertThat(VisibleStageReader.mayAskForInput("[{\"steps\":[{\"input\":null}]}]"))
                .isFalse();
    }
}
