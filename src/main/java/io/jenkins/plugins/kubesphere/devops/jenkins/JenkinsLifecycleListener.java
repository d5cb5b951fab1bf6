package io.jenkins.plugins.kubesphere.devops.jenkins;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration;
import io.jenkins.plugins.kubesphere.devops.jenkins.service.OperatorService;
import io.jenkins.plugins.kubesphere.devops.jenkins.web.KapisEndpoint;
import io.jenkins.plugins.kubesphere.devops.operator.LibraryVersions;
import java.util.logging.Logger;

/**
 * Starts the operator when Jenkins has loaded all jobs, and stops it before Jenkins shuts down. If the operator started
 * earlier, a job that is not loaded yet would seem to be missing.
 */
@Extension(ordinal = 100) // before the listener that resumes builds, because these builds ask for credentials
public final class JenkinsLifecycleListener extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(JenkinsLifecycleListener.class.getName());

    /**
     * Logs the versions of the libraries. If a library cannot be linked, this fails here and not at the first
     * PipelineRun.
     */
    @Override
    public void onLoaded() {
        LOGGER.info(() -> "KubeSphere DevOps " + version() + " is loaded (" + LibraryVersions.describe() + ")"
                + (DevOpsConfiguration.get().isEnabled() ? "" : "; it is not enabled in the system configuration"));
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        OperatorService.get().controllerStarted(configuration.settings());
        KapisEndpoint.get().controllerStarted(configuration.getCluster(), configuration.kapisSettings());
    }

    @Override
    public void onBeforeShutdown() {
        KapisEndpoint.get().controllerStopping();
        OperatorService.get().controllerStopping();
    }

    private static String version() {
        String version = JenkinsLifecycleListener.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
