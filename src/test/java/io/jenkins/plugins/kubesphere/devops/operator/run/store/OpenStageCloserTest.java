package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A stage of a build that had ended was shown as running for ever. */
class OpenStageCloserTest {
    @Test
    void whatRunsOrAsksEndsWithTheResultOfTheBuild() {
        String running = """
                [{"displayName":"Ask","result":"UNKNOWN","state":"PAUSED","causeOfBlockage":"waits","steps":[\
                {"id":"7","input":{"id":"Go"},"result":"UNKNOWN","state":"PAUSED"}]}]""";

        assertThat(OpenStageCloser.close(running, "FAILURE")).isEqualTo("""
                [{"displayName":"Ask","result":"FAILURE","state":"FINISHED","steps":[\
                {"id":"7","result":"FAILURE","state":"FINISHED"}]}]""");
    }

    @Test
    void whatHasNotStartedIsSkipped() {
        assertThat(OpenStageCloser.close("[{\"displayName\":\"Deploy\",\"startTime\":null}]", "FAILURE"))
                .isEqualTo("[{\"displayName\":\"Deploy\",\"startTime\":null,\"state\":\"SKIPPED\","
                        + "\"result\":\"NOT_BUILT\"}]");
    }

    @Test
    void whatHasEndedStays() {
        String ended = "[{\"displayName\":\"Build\",\"result\":\"SUCCESS\",\"state\":\"FINISHED\"},"
                + "{\"displayName\":\"Docs\",\"result\":\"NOT_BUILT\",\"state\":\"SKIPPED\"}]";

        assertThat(OpenStageCloser.close(ended, "FAILURE")).isEqualTo(ended);
    }

    @Test
    void aBuildThatRunsGetsItsEnd() {
        Instant end = Instant.parse("2026-11-30T10:00:00Z");
        String ended = "{\"result\":\"ABORTED\",\"state\":\"FINISHED\",\"endTime\":\"2026-11-30T10:00:00Z\"}";

        assertThat(OpenStageCloser.closeBuild(
                        "{\"result\":\"UNKNOWN\",\"state\":\"QUEUED\",\"causeOfBlockage\":\"waits\",\"endTime\":null}",
                        "ABORTED",
                        end))
                .isEqualTo(ended);
        assertThat(OpenStageCloser.closeBuild(ended, "FAILURE", end)).isEqualTo(ended);
        assertThat(OpenStageCloser.closeBuild("{\"", "FAILURE", end)).isEqualTo("{\"");
    }

    @Test
    void whatCannotBeReadStays() {
        assertThat(OpenStageCloser.close("[{", "FAILURE")).isEqualTo("[{");
    }
}
