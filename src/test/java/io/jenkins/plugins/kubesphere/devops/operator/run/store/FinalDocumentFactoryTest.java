package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stored stages of a run whose build was deleted stayed RUNNING for ever. */
class FinalDocumentFactoryTest {
    private static final Instant END = Instant.parse("2026-11-30T10:00:00Z");
    private static final RunDocuments RUNNING = new RunDocuments(
            "{\"id\":\"7\",\"result\":\"UNKNOWN\",\"state\":\"RUNNING\",\"endTime\":null}",
            Optional.of("[{\"displayName\":\"Build\",\"result\":\"UNKNOWN\",\"state\":\"RUNNING\"}]"),
            Completeness.AS_STORED);

    private final FakeRunStore store = new FakeRunStore();
    private final PipelineRun run = FakeRunStore.run();
    private final FinalDocumentFactory reader =
            new FinalDocumentFactory(new RunDocumentFactory(RunDetailReader.NONE), store);

    @Test
    void whatIsStoredOfADeletedBuildEndsWithItsResult() {
        store.stored = Optional.of(RUNNING);
        RunSnapshot deleted =
                new DeletedBuild(7, RunResult.FAILURE, END.minusSeconds(9), END).toSnapshot(PipelineRuns.ref(run));

        assertThat(reader.read(run, deleted)).contains(ended("FAILURE"));
    }

    @Test
    void whatIsStoredOfABuildWithoutAResultEndsUnknown() {
        store.stored = Optional.of(RUNNING);

        assertThat(reader.closeStored(run, "Unknown", END)).contains(ended("UNKNOWN"));
        assertThat(reader.closeStored(run, "Cancelled", END)).contains(ended("ABORTED"));
        assertThat(reader.closeStored(run, null, END)).contains(ended("UNKNOWN"));
    }

    @Test
    void nothingIsWrittenIfNothingIsStoredOrAllHasEnded() {
        assertThat(reader.closeStored(run, "Unknown", END)).isEmpty();
        store.stored = Optional.of(ended("SUCCESS"));
        assertThat(reader.closeStored(run, "Unknown", END)).isEmpty();
        assertThat(store.reads).isEqualTo(2);
    }

    private static RunDocuments ended(String result) {
        return new RunDocuments(
                "{\"id\":\"7\",\"result\":\"" + result
                        + "\",\"state\":\"FINISHED\",\"endTime\":\"2026-11-30T10:00:00Z\"}",
                Optional.of("[{\"displayName\":\"Build\",\"result\":\"" + result + "\",\"state\":\"FINISHED\"}]"),
                Completeness.AS_STORED);
    }
}
