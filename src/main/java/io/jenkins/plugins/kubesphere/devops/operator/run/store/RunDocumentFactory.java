package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.json.RunStatusDocumentConverter;
import io.jenkins.plugins.kubesphere.devops.engine.json.StageDocumentConverter;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads from the engine what is stored of a run. */
final class RunDocumentFactory {
    private final RunDetailReader details;

    RunDocumentFactory(RunDetailReader details) {
        this.details = details;
    }

    /** @param stages empty if they are not known */
    record Documents(RunStatusDocument status, Optional<List<StageDocument>> stages) {
        /** Changes with the states of the stages and with the questions, but not with each step. */
        String outline() {
            return status.state()
                    + ' '
                    + status.result()
                    + ' '
                    + status.causeOfBlockage()
                    + stages.stream()
                            .flatMap(List::stream)
                            .map(Documents::outline)
                            .collect(Collectors.joining());
        }

        private static String outline(StageDocument stage) {
            return "\n" + stage.id() + ' ' + stage.state() + ' ' + stage.result() + ' ' + stage.causeOfBlockage()
                    + stage.steps().stream()
                            .filter(step -> step.input() != null)
                            .map(step -> ' ' + step.id())
                            .collect(Collectors.joining());
        }
    }

    /**
     * Reads the documents.
     *
     * @param build the state of the run
     * @return empty if the run has no build yet, or if the engine does not know more about it than its state
     */
    Optional<Documents> read(PipelineRun run, RunSnapshot build) {
        if (build.number().isEmpty()) {
            return Optional.empty();
        }
        JobName job = PipelineRuns.jobOfBuild(run);
        Optional<RunGraph> graph = details.graph(job, PipelineRuns.ref(run));
        Optional<RunDetail> detail = details.detail(job, PipelineRuns.ref(run));
        return detail.map(found -> new Documents(
                RunStatusDocumentConverter.convert(build, found), graph.map(StageDocumentConverter::convert)));
    }
}
