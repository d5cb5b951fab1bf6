package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import org.junit.jupiter.api.Test;

/** Tests that pipelines whose webhooks have the same token say so, as long as this is true. */
class SharedWebhookTokenIT extends AcceptanceTestCase {

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.embedded(state);
    }

    @Test
    void bothPipelinesNoteASharedTokenUntilOneOfThemHasAnother() {
        Pipeline first = create("web");
        awaitNote(first, "");
        Pipeline second = create("api");
        awaitNote(second, noteAbout("web"));
        awaitNote(first, noteAbout("api"));

        scenario.edit(second, found -> found.setSpec(webhook("other")));

        awaitNote(second, "");
        awaitNote(first, "");
    }

    @Test
    void theNoteEndsWithTheDeletionOfTheOtherPipeline() {
        Pipeline first = create("web");
        Pipeline second = create("api");
        awaitNote(first, noteAbout("api"));

        scenario.client.resource(second).delete();
        scenario.awaitGone(second);

        awaitNote(first, "");
    }

    private Pipeline create(String name) {
        return scenario.awaitReady(scenario.createPipelineWithoutWait(name, webhook("t0ken")));
    }

    private void awaitNote(Pipeline pipeline, String note) {
        String message =
                "job " + scenario.namespace + "/" + pipeline.getMetadata().getName() + " is in sync" + note;
        scenario.await(
                pipeline,
                found -> message.equals(
                        found.getStatus().condition("Ready").orElseThrow().message()));
        assertThat(message).doesNotContain("t0ken");
    }

    private static String noteAbout(String other) {
        return "; spec.pipeline.generic_webhook.token is also the token of Pipeline " + other
                + ", so one request starts both; give each Pipeline its own token";
    }

    private static PipelineSpec webhook(String token) {
        return NoScmPipelineBuilder.named("")
                .webhook(new GenericWebhook(true, token, null, null, null, null, null, null, null))
                .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                .spec();
    }
}
