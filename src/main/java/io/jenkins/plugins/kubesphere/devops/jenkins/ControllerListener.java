package io.jenkins.plugins.kubesphere.devops.jenkins;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration;
import io.jenkins.plugins.kubesphere.devops.jenkins.service.OperatorService;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import java.util.logging.Logger;

/**
 * The controller's life as the plugin sees it. {@code onLoaded} is the first moment at which every job is known, so that
 * nothing is taken for missing that is only not loaded yet.
 */
@Extension(ordinal = 100) // before the one that resumes builds, which ask for credentials
public final class ControllerListener extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(ControllerListener.class.getName());

    /** Says what was loaded: an operator that cannot link its libraries shows it here, not at the first PipelineRun. */
    @Override
    public void onLoaded() {
        LOGGER.info(() -> "KubeSphere DevOps " + version() + " is loaded (" + DevOpsOperator.libraries() + ")"
                + (DevOpsConfiguration.get().isEnabled() ? "" : "; it is not enabled in the system configuration"));
        OperatorService.get().controllerStarted(DevOpsConfiguration.get().settings());
    }

    @Override
    public void onBeforeShutdown() {
        OperatorService.get().controllerStops();
    }

    private static String version() {
        String version = ControllerListener.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
