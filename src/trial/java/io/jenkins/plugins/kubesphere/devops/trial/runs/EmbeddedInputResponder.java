package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.Optional;

/** Answers inputs in the embedded engine of this process. */
public record EmbeddedInputResponder(Engine engine) implements InputResponder {
    @Override
    public String describeHowToAnswer(PipelineRun run) {
        String name = run.getMetadata().getName() + " -n " + run.getMetadata().getNamespace();
        return "./run proceed " + name + ", or ./run abort " + name;
    }

    @Override
    public String answer(PipelineRun run, boolean proceed) {
        if (!run.getSpec().pipelineRef().namesPipeline()) {
            throw noPendingInput(run);
        }
        Optional<RunSnapshot.Input> input = engine.runs()
                .find(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run))
                .flatMap(RunSnapshot::input);
        if (input.isEmpty()) {
            throw noPendingInput(run);
        }
        try {
            engine.runs()
                    .answer(
                            PipelineRuns.jobOfBuild(run),
                            PipelineRuns.ref(run),
                            input.get().id(),
                            proceed);
        } catch (EngineRefusalException e) {
            throw noPendingInput(run);
        }
        return "run " + run.getMetadata().getName() + (proceed ? " continues" : " is aborted");
    }

    private static IllegalStateException noPendingInput(PipelineRun run) {
        String phase = run.getStatus().phase();
        return new IllegalStateException("run " + run.getMetadata().getName() + " does not wait for an input; it is "
                + (phase == null || phase.isEmpty() ? "new" : phase));
    }
}
