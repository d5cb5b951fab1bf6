package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.BuildImporter.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryImporterTest {
    private static final JobName PIPELINE = new JobName("shop", "web");

    private final List<Integer> tried = new ArrayList<>();
    private final HistoryImporter importer = new HistoryImporter(
            new EightBuilds(), this::importBuild, new ImportSwitch(true, job -> Optional.empty()), null, null);

    /** A policy of the cluster refuses the five oldest builds. */
    private Outcome importBuild(BuildRef build) {
        tried.add(build.number());
        if (build.number() <= 5) {
            throw new IllegalStateException("refused");
        }
        return Outcome.CREATED;
    }

    @Test
    void buildsThatAlwaysFailDoNotKeepTheOthersFromTheirTurn() {
        assertThatThrownBy(() -> importer.importAll(PIPELINE)).hasMessage("refused");
        assertThat(tried).containsExactly(1, 2, 3, 4, 5);
        tried.clear();

        assertThatThrownBy(() -> importer.importAll(PIPELINE)).hasMessage("refused");

        assertThat(tried).startsWith(6, 7, 8);
    }

    @Test
    void theEventCountsWhatWasCreatedAndTellsWhatHasNoRun() {
        assertThat(HistoryImporter.describe(Map.of(Outcome.CREATED, 2, Outcome.NOT_NEEDED, 3)))
                .isEqualTo("Each build has a PipelineRun now; 2 builds had none");
        assertThat(HistoryImporter.describe(Map.of(Outcome.CREATED, 2, Outcome.NAME_TAKEN, 1)))
                .isEqualTo("2 builds that had no PipelineRun have one now; builds without one: 1, because other runs"
                        + " have their names; delete those runs, and set the annotation"
                        + " pipeline.devops.kubesphere.io/request-to-sync-pipelineruns again");
    }

    private static final class EightBuilds implements UnboundBuildReader {
        @Override
        public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
            return IntStream.rangeClosed(1, 8)
                    .mapToObj(number -> new BuildRef(pipeline, number))
                    .toList();
        }

        @Override
        public Optional<UnboundBuild> find(BuildRef build) {
            throw new UnsupportedOperationException();
        }
    }
}
