package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineSpecTest {
    @Test
    void theCopyWithoutSecretsHasEverythingElse() {
        PipelineSpec copy = spec("remote", "hook", "s3cret").withoutSecrets();

        assertThat(copy).isEqualTo(spec(null, null, null));
    }

    @Test
    void theCopyOfAnEmptySpecIsEmpty() {
        assertThat(PipelineSpec.EMPTY.withoutSecrets()).isEqualTo(PipelineSpec.EMPTY);
        PipelineSpec bare = new PipelineSpec(
                "pipeline", new NoScmPipeline("web", null, null, null, null, null, null, null, "echo 1"), null);
        assertThat(bare.withoutSecrets()).isEqualTo(bare);
    }

    private static PipelineSpec spec(String remoteToken, String hookToken, String password) {
        return new PipelineSpec(
                "pipeline",
                new NoScmPipeline(
                        "web",
                        "text",
                        new Discarder("1", "2"),
                        List.of(
                                new PipelineParameter("TAG", "string", "latest", "which"),
                                new PipelineParameter("KEY", "password", password, "the key")),
                        true,
                        new TimerTrigger("H 1 * * *", null),
                        new RemoteTrigger(remoteToken),
                        new GenericWebhook(
                                true,
                                hookToken,
                                "pushed",
                                true,
                                true,
                                "$ref",
                                "main",
                                List.of(new WebhookVariable("a", null)),
                                List.of(new WebhookVariable("b", null))),
                        "echo 1"),
                null);
    }
}
