package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.text.ByteOrderMark;
import org.junit.jupiter.api.Test;

class ByteOrderMarkTest {

    @Test
    void aMarkAtTheStartIsRemoved() {
        assertThat(ByteOrderMark.removeFrom("\uFEFFpipeline {}")).isEqualTo("pipeline {}");
    }

    @Test
    void theSameCharacterElsewhereStays() {
        assertThat(ByteOrderMark.removeFrom("echo '\uFEFF'")).isEqualTo("echo '\uFEFF'");
        assertThat(ByteOrderMark.removeFrom("")).isEmpty();
    }
}
