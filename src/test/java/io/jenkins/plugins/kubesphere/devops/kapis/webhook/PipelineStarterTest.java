package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PipelineStarterTest {
    @Test
    void aRunThatIsThereAlreadyIsNotAFailure() {
        assertThat(start("pipeline", 409, "AlreadyExists")).isEmpty();
        assertThat(start("pipeline", 404, "NotFound")).isEmpty();
        assertThat(start("multi-branch-pipeline", 409, "Conflict")).isEmpty();
    }

    @Test
    void aQuotaThatChangesMeanwhileIsOne() {
        assertThatThrownBy(() -> start("pipeline", 409, "Conflict")).hasMessage("refused");
        assertThatThrownBy(() -> start("pipeline", 422, "Invalid")).hasMessage("refused");
        assertThatThrownBy(() -> start("multi-branch-pipeline", 422, "Invalid")).hasMessage("refused");
    }

    private static Optional<String> start(String type, int code, String reason) {
        Supplier<KubernetesClient> client = () -> {
            throw new KubernetesClientException(
                    "refused",
                    code,
                    new StatusBuilder()
                            .withReason(reason)
                            .withMessage("refused")
                            .build());
        };
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName("web").withNamespace("demo").build());
        pipeline.setSpec(new PipelineSpec(type, null, null));
        return new PipelineStarter(
                        new ObjectStore<>(Pipeline.class, client::get),
                        new ObjectStore<>(PipelineRun.class, client::get),
                        found -> new PipelineRun())
                .start(pipeline, Optional.empty());
    }
}
