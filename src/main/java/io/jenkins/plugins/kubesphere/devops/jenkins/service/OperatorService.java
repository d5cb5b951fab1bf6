package io.jenkins.plugins.kubesphere.devops.jenkins.service;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.project.AdoptableFolders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Starts and stops the operator in this controller. The operator runs while the controller is up and the configuration
 * enables the operator. A separate thread starts and stops it, because a start or a stop may wait for the network.
 */
@Extension
public final class OperatorService {
    private static final Logger LOGGER = Logger.getLogger(OperatorService.class.getName());
    private static final int INSTANCE_ID_LENGTH = 16;
    private static final int STOP_SECONDS = 15;

    private final ExecutorService executor = WorkerPoolFactory.createSingle("operator-service");
    private volatile boolean controllerUp;
    private volatile ConfigurationSnapshot configuration;
    private volatile DevOpsOperator operator;

    public static OperatorService get() {
        return ExtensionList.lookupSingleton(OperatorService.class);
    }

    /** Starts the operator, if it is enabled. Call this when Jenkins has loaded all jobs. */
    public void controllerStarted(ConfigurationSnapshot configuration) {
        controllerUp = true;
        if (configuration.enabled() && configuration.credentialsFromSecrets()) {
            // Not in the background: Jenkins resumes builds directly after this call, and they ask for credentials.
            ProjectCredentialsRegistry.get().beginLoading(configuration.namespaces());
        }
        reconfigure(configuration);
    }

    /**
     * Stops the operator before the controller shuts down. Builds are not stopped; they are found again after the next
     * start.
     */
    public void controllerStopping() {
        controllerUp = false;
        executor.execute(this::stop);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warning("The operator did not stop within " + STOP_SECONDS
                        + " s; the controller shuts down without waiting for it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Applies the configuration in the background. Before the controller is up, the configuration is only stored. */
    public void reconfigure(ConfigurationSnapshot configuration) {
        this.configuration = configuration;
        if (controllerUp) {
            executor.execute(this::start);
        }
    }

    /** The status of the operator's sessions; empty while the operator does not run. */
    public List<SessionStatus> status() {
        return Optional.ofNullable(operator).map(DevOpsOperator::status).orElse(List.of());
    }

    /** Starts the operator, and replaces the running one if there is one. */
    private void start() {
        ConfigurationSnapshot snapshot = configuration;
        if (!controllerUp || !snapshot.enabled()) {
            stop();
            return;
        }
        try {
            OperatorSettings settings = settings(snapshot);
            ConnectionSettingsProvider connection = snapshot.cluster().connection();
            CredentialSink credentials =
                    snapshot.credentialsFromSecrets() ? ProjectCredentialsRegistry.get() : CredentialSink.NONE;
            // No listener is necessary: the operator logs its status, and OperatorMonitor reads it.
            OperatorDependencies dependencies =
                    new OperatorDependencies(connection, JenkinsEngine.get(), credentials, status -> {});
            DevOpsOperator current = operator;
            DevOpsOperator successor = current == null
                    ? new DevOpsOperator(settings, dependencies)
                    : current.closeAndCreateSuccessor(settings, dependencies);
            operator = successor;
            successor.start();
        } catch (RuntimeException | LinkageError e) {
            stop();
            LOGGER.log(
                    Level.SEVERE,
                    "The operator of KubeSphere DevOps cannot start; fix its configuration or the installed plugins",
                    e);
        }
    }

    private void stop() {
        DevOpsOperator current = operator;
        operator = null;
        if (current != null) {
            current.close();
        }
        ProjectCredentialsRegistry.get().clear();
    }

    private static OperatorSettings settings(ConfigurationSnapshot configuration) {
        return new OperatorSettings(
                instanceId(),
                configuration.systemNamespace(),
                LeaseTimings.DEFAULT,
                configuration.cluster().podNamespace(),
                configuration.namespaces(),
                new AdoptableFolders(configuration.adoptableFolders()),
                configuration.statusOnSecrets(),
                OperatorSettings.DEFAULT_PIPELINE_TIMEOUT,
                Duration.ofMinutes(configuration.sweepMinutes()),
                OperatorSettings.DEFAULT_WORKERS,
                configuration.maxUnfinishedRuns(),
                configuration.runStore(),
                configuration.importBuilds(),
                SessionTimings.DEFAULT,
                configuration.defaultRetention());
    }

    /**
     * The id of this Jenkins instance. Jenkins derives it from a key in its home directory, so it stays the same when
     * the directory is moved or restored. It is not secret, and is shortened because people read it.
     */
    private static String instanceId() {
        String id = Jenkins.get().getLegacyInstanceId();
        return id.substring(0, Math.min(INSTANCE_ID_LENGTH, id.length()));
    }
}
