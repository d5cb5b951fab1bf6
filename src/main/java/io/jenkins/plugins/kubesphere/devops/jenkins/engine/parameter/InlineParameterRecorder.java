package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.JenkinsfileParameterReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Records the parameters that the Jenkinsfile in a job declares. */
public final class InlineParameterRecorder {
    private static final Logger LOGGER = Logger.getLogger(InlineParameterRecorder.class.getName());

    private InlineParameterRecorder() {}

    /**
     * Reads the Jenkinsfile and stores its parameters, unless this text was read already. May take seconds. Does
     * nothing if too many Jenkinsfiles are being read: the next run with a parameter tries again.
     */
    public static void record(WorkflowJob job) {
        Optional<String> script = findScript(job);
        if (script.isEmpty() || findCurrent(job).isPresent()) {
            return;
        }
        ItemOwnership.pipelineOf(job).ifPresent(pipeline -> {
            try {
                DeclaredParameterFile.write(
                        job,
                        new DeclaredParameterFile.Content(
                                source(script.get()),
                                System.currentTimeMillis(),
                                JenkinsfileParameterReader.read(pipeline.folder(), script.get())));
            } catch (EngineFailureException e) {
                LOGGER.log(
                        Level.INFO,
                        () -> "The parameters in the Jenkinsfile of " + job.getFullName() + " are not known yet: "
                                + e.getMessage());
            }
        });
    }

    /** Returns what was stored for the present Jenkinsfile. */
    static Optional<DeclaredParameterFile.Content> findCurrent(WorkflowJob job) {
        return findScript(job).flatMap(script -> DeclaredParameterFile.read(job)
                .filter(content -> content.source().equals(source(script))));
    }

    private static Optional<String> findScript(WorkflowJob job) {
        return Optional.ofNullable(job.getDefinition())
                .filter(CpsFlowDefinition.class::isInstance)
                .map(definition -> ((CpsFlowDefinition) definition).getScript());
    }

    private static String source(String script) {
        return JenkinsfileParameterReader.version() + " sha256:"
                + Sha256.hexDigest(script.getBytes(StandardCharsets.UTF_8));
    }
}
