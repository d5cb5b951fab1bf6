package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineParameterValidator;
import io.jenkins.plugins.kubesphere.devops.engine.text.ByteOrderMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what the author of a spec probably did not want, although a job can be created from it. The notes are a part of
 * the message of {@code Ready}, which stays True.
 */
final class PipelineNoteFinder {
    private static final String TIMER = "timer_trigger";

    private PipelineNoteFinder() {}

    /**
     * Returns the notes; each begins with the field.
     *
     * @param spec valid, see {@link PipelineSpecValidator}, apart from the parameters that are left out
     * @param leftOut indexes of these parameters
     */
    static List<String> findNotes(PipelineSpec spec, Set<Integer> leftOut) {
        List<String> notes = new ArrayList<>();
        if (PipelineTypes.isMultiBranch(spec)) {
            addUnusedCronNote(spec.multiBranchPipeline().timerTrigger(), notes);
            return notes;
        }
        NoScmPipeline pipeline = spec.pipeline();
        if (pipeline.jenkinsfile() == null
                || ByteOrderMark.removeFrom(pipeline.jenkinsfile()).isBlank()) {
            notes.add("spec.pipeline.jenkinsfile is empty, so a run does nothing and succeeds; write the Jenkinsfile");
        }
        addUnusedIntervalNote(pipeline.timerTrigger(), notes);
        addParameterNotes(pipeline.parameters(), leftOut, notes);
        addWebhookNotes(pipeline.genericWebhook(), notes);
        return notes;
    }

    private static void addUnusedCronNote(TimerTrigger timer, List<String> notes) {
        if (timer != null && isSet(timer.cron())) {
            notes.add("spec.multi_branch_pipeline." + TIMER
                    + ".cron has no effect, because interval says when the repository is scanned; remove cron");
        }
    }

    private static void addUnusedIntervalNote(TimerTrigger timer, List<String> notes) {
        if (timer != null && isSet(timer.interval()) && !isSet(timer.cron())) {
            notes.add("spec.pipeline." + TIMER
                    + ".interval has no effect on a pipeline of type pipeline; set cron instead");
        }
    }

    private static void addParameterNotes(
            List<PipelineParameter> parameters, Set<Integer> leftOut, List<String> notes) {
        for (int i = 0; i < parameters.size(); i++) {
            if (!leftOut.contains(i)) {
                addReservedNameNote(
                        PipelineParameterValidator.path(i) + ".name",
                        parameters.get(i).name(),
                        notes);
            }
        }
    }

    private static void addWebhookNotes(GenericWebhook webhook, List<String> notes) {
        if (webhook != null && Boolean.TRUE.equals(webhook.enable())) {
            addVariableNotes("request_variables", webhook.requestVariables(), notes);
            addVariableNotes("header_variables", webhook.headerVariables(), notes);
        }
    }

    private static void addVariableNotes(String list, List<WebhookVariable> variables, List<String> notes) {
        for (int i = 0; i < variables.size(); i++) {
            String key = variables.get(i).key();
            if (key != null) {
                // The plugin generic-webhook-trigger makes such a variable of a header; parameters have no hyphen.
                String variable = key.replace('-', '_');
                addReservedNameNote("spec.pipeline.generic_webhook." + list + "[" + i + "].key", variable, notes);
            }
        }
    }

    private static void addReservedNameNote(String field, String name, List<String> notes) {
        if (ReservedVariables.contains(name)) {
            notes.add(field + " \"" + name + "\" replaces an environment variable that Jenkins or the tools of a build"
                    + " need, so steps such as sh may fail or never start; rename it");
        }
    }

    private static boolean isSet(String text) {
        return text != null && !text.isBlank();
    }
}
