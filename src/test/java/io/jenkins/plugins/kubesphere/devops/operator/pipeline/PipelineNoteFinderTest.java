package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineNoteFinderTest {
    private static final String RESERVED =
            " replaces an environment variable that Jenkins or the tools of a build need, so steps such as sh may fail or"
                    + " never start; rename it";

    @Test
    void anUsualPipelineHasNoNotes() {
        assertThat(notes(base().parameters(new PipelineParameter("ENV", "string", "x", null))
                        .timerTrigger(new TimerTrigger("H 2 * * *", null))
                        .spec()))
                .isEmpty();
    }

    /** With such a parameter a step sh does not start, and the run stays Running. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "Path",
                "HOME",
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "JENKINS_HOME",
                "WORKSPACE",
                "BUILD_NUMBER",
                "STAGE_NAME",
                "PIPELINE_RUN_NAME",
                "PIPELINE_RUN_NAMESPACE",
                "PIPELINE_RUN_CREATOR"
            })
    void aParameterThatReplacesAVariableOfBuildsIsNoted(String name) {
        assertThat(notes(base().parameters(
                                new PipelineParameter("A", "string", "x", null),
                                new PipelineParameter(name, "string", "x", null))
                        .spec()))
                .containsExactly("spec.pipeline.parameters[1].name \"" + name + "\"" + RESERVED);
    }

    @Test
    void aVariableOfAWebhookThatReplacesAVariableOfBuildsIsNoted() {
        assertThat(notes(base().webhook(webhookWithReservedVariables(true)).spec()))
                .containsExactly(
                        "spec.pipeline.generic_webhook.request_variables[0].key \"PATH\"" + RESERVED,
                        "spec.pipeline.generic_webhook.header_variables[0].key \"ld_preload\"" + RESERVED);
    }

    @Test
    void aWebhookThatIsNotEnabledMaySayAnything() {
        assertThat(notes(base().webhook(webhookWithReservedVariables(false)).spec()))
                .isEmpty();
        assertThat(notes(base().webhook(webhookWithReservedVariables(null)).spec()))
                .isEmpty();
    }

    private static GenericWebhook webhookWithReservedVariables(Boolean enable) {
        return new GenericWebhook(
                enable,
                "t",
                null,
                null,
                null,
                null,
                null,
                List.of(new WebhookVariable("PATH", null), new WebhookVariable(null, null)),
                List.of(new WebhookVariable("ld-preload", null)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n", "\uFEFF"})
    void anEmptyJenkinsfileIsNoted(String script) {
        assertThat(notes(NoScmPipelineBuilder.named("web").jenkinsfile(script).spec()))
                .containsExactly(
                        "spec.pipeline.jenkinsfile is empty, so a run does nothing and succeeds; write the Jenkinsfile");
    }

    @Test
    void aFieldOfATimerWithoutEffectIsNoted() {
        assertThat(notes(base().timerTrigger(new TimerTrigger(null, "900000")).spec()))
                .containsExactly(
                        "spec.pipeline.timer_trigger.interval has no effect on a pipeline of type pipeline; set cron instead");
        assertThat(notes(base().timerTrigger(new TimerTrigger("H 2 * * *", "900000"))
                        .spec()))
                .isEmpty();
        assertThat(notes(new PipelineSpec(
                        "multi-branch-pipeline",
                        null,
                        new MultiBranchPipeline(
                                "web",
                                null,
                                null,
                                new TimerTrigger("H 2 * * *", "900000"),
                                "git",
                                "Jenkinsfile",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))))
                .containsExactly(
                        "spec.multi_branch_pipeline.timer_trigger.cron has no effect, because interval says when"
                                + " the repository is scanned; remove cron");
    }

    private static NoScmPipelineBuilder base() {
        return NoScmPipelineBuilder.named("web").jenkinsfile("echo 1");
    }

    @Test
    void aParameterThatIsLeftOutHasNoNote() {
        PipelineSpec spec = base().parameters(
                        new PipelineParameter("PATH", "hudson.Other", "x", null),
                        new PipelineParameter("HOME", "string", "x", null))
                .spec();

        assertThat(PipelineNoteFinder.findNotes(spec, Set.of(0)))
                .singleElement()
                .asString()
                .contains("[1].name \"HOME\"");
    }

    private static List<String> notes(PipelineSpec spec) {
        return PipelineNoteFinder.findNotes(spec, Set.of());
    }
}
