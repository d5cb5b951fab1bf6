package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionsOnlyStatus;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedWebhookTokenFinderTest {
    private static final String NOTE = "spec.pipeline.generic_webhook.token is also the token of Pipeline b, so one"
            + " request starts both; give each Pipeline its own token";

    @Test
    void theNoteNamesTheOtherPipelineAndNotTheToken() {
        Pipeline pipeline = pipeline("a", "t0ken", "");

        assertThat(SharedWebhookTokenFinder.findNote(
                        pipeline,
                        Stream.of(
                                pipeline,
                                pipeline("c", "t0ken", ""),
                                pipeline("b", "t0ken", ""),
                                pipeline("d", "x", ""))))
                .contains(NOTE);
    }

    @Test
    void anOwnTokenHasNoNote() {
        Pipeline pipeline = pipeline("a", "t0ken", "");

        assertThat(SharedWebhookTokenFinder.findNote(pipeline, Stream.of(pipeline, pipeline("b", "x", ""))))
                .isEmpty();
        assertThat(SharedWebhookTokenFinder.findNote(
                        pipeline("a", null, ""), Stream.of(pipeline("b", null, ""), pipeline("c", "", ""))))
                .isEmpty();
        assertThat(SharedWebhookTokenFinder.findNote(pipeline("a", " ", ""), Stream.of(pipeline("b", " ", ""))))
                .as("a blank token is refused elsewhere")
                .isEmpty();
    }

    @Test
    void aWebhookThatIsNotEnabledHasNoToken() {
        Pipeline disabled = pipeline("b", "t0ken", "");
        disabled.setSpec(spec("b", "t0ken", false));

        assertThat(SharedWebhookTokenFinder.findNote(pipeline("a", "t0ken", ""), Stream.of(disabled)))
                .isEmpty();
        assertThat(SharedWebhookTokenFinder.findNote(disabled, Stream.of(pipeline("a", "t0ken", ""))))
                .isEmpty();
    }

    @Test
    void aPipelineThatIsBeingDeletedDoesNotCount() {
        Pipeline deleted = pipeline("b", "t0ken", "");
        deleted.getMetadata().setDeletionTimestamp("2026-11-21T10:00:00Z");

        assertThat(SharedWebhookTokenFinder.findNote(pipeline("a", "t0ken", ""), Stream.of(deleted)))
                .isEmpty();
    }

    @Test
    void missingAndOldNotesAreFound() {
        assertThat(SharedWebhookTokenFinder.findOutdated(List.of(
                        pipeline("a", "t0ken", "job demo/a is in sync"),
                        pipeline("b", "t0ken", "job demo/b is in sync; " + NOTE.replace("Pipeline b,", "Pipeline a,")),
                        pipeline("c", "other", "job demo/c is in sync; " + NOTE),
                        pipeline("d", null, "job demo/d is in sync"))))
                .containsExactly("a", "c");
    }

    /** The message of a pipeline that was refused has no notes, and one that is being deleted gets none. */
    @Test
    void aPipelineThatIsNotInSyncIsNotOutdated() {
        Pipeline refused = pipeline("a", "t0ken", "");
        refused.setStatus(ready("False", "Pipeline demo/a: spec.type is missing"));
        Pipeline deleted = pipeline("c", null, "job demo/c is in sync; " + NOTE);
        deleted.getMetadata().setDeletionTimestamp("2026-11-21T10:00:00Z");

        assertThat(SharedWebhookTokenFinder.findOutdated(
                        List.of(refused, pipeline("b", "t0ken", "job demo/b is in sync"), deleted)))
                .containsExactly("b");
    }

    @Test
    void aTokenOrANoteAboutOneMayConcernOthers() {
        assertThat(SharedWebhookTokenFinder.mayConcernOthers(pipeline("a", "t0ken", "job demo/a is in sync")))
                .isTrue();
        assertThat(SharedWebhookTokenFinder.mayConcernOthers(pipeline("a", null, "job demo/a is in sync; " + NOTE)))
                .as("its token was removed")
                .isTrue();
        assertThat(SharedWebhookTokenFinder.mayConcernOthers(pipeline("a", null, "job demo/a is in sync")))
                .isFalse();
    }

    /** @param message that of the condition Ready, which is True; empty for no condition */
    private static Pipeline pipeline(String name, String token, String message) {
        Pipeline pipeline = new Pipeline();
        pipeline.getMetadata().setName(name);
        pipeline.setSpec(spec(name, token, true));
        if (!message.isEmpty()) {
            pipeline.setStatus(ready("True", message));
        }
        return pipeline;
    }

    private static PipelineSpec spec(String name, String token, boolean enable) {
        return NoScmPipelineBuilder.named(name)
                .webhook(new GenericWebhook(enable, token, null, null, null, null, null, null, null))
                .spec();
    }

    private static ConditionsOnlyStatus ready(String status, String message) {
        return new ConditionsOnlyStatus(List.of(new Condition("Ready", status, "Synced", message, null, null, null)));
    }
}
