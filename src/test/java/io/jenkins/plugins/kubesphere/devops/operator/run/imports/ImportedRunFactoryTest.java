package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportedRunFactoryTest {
    private static final BuildRef NAME = new BuildRef(new JobName("p", "web"), 1);

    @Test
    void parametersThatDoNotFitTogetherAreLeftOut() {
        String half = "x".repeat(ImportedRunFactory.MAX_PARAMETER_BYTES / 2);

        List<PipelineRunParameter> kept =
                parametersOf(new RunParameter("A", half), new RunParameter("B", half), new RunParameter("C", "short"));

        assertThat(kept).extracting(PipelineRunParameter::name).containsExactly("A", "C");
    }

    @Test
    void lettersOfSeveralBytesCountAsSuch() {
        String text = "中".repeat(ImportedRunFactory.MAX_PARAMETER_BYTES / 2);

        assertThat(parametersOf(new RunParameter("A", text))).isEmpty();
    }

    @Test
    void theRunOfARestartedBuildNamesTheOtherRunAndTheStage() {
        UnboundBuild restart = new UnboundBuild(
                NAME,
                Instant.EPOCH,
                "restart",
                "ann",
                Optional.of(new UnboundBuild.ReplayedRun("web-1", Optional.of("Deploy"))),
                List.of());

        assertThat(create(restart).getMetadata().getAnnotations())
                .containsEntry("devops.kubesphere.io/replay-of", "web-1")
                .containsEntry("devops.kubesphere.io/restart-stage", "Deploy");
    }

    private static List<PipelineRunParameter> parametersOf(RunParameter... parameters) {
        return create(new UnboundBuild(NAME, Instant.EPOCH, "user", "ann", List.of(parameters)))
                .getSpec()
                .parameters();
    }

    private static PipelineRun create(UnboundBuild build) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName("web").withNamespace("p").build());
        pipeline.setSpec(PipelineSpec.EMPTY);
        return new ImportedRunFactory("home").create("web-build-1", build, pipeline, Optional.empty());
    }
}
