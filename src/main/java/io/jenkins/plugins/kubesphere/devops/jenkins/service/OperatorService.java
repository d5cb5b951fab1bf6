package io.jenkins.plugins.kubesphere.devops.jenkins.service;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RetryTimings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The operator in this controller: runs while the controller is up and the configuration says so. Starting and stopping
 * happens on a thread of its own, one after the other, because both may wait for the network.
 */
@Extension
public final class OperatorService {
    private static final Logger LOGGER = Logger.getLogger(OperatorService.class.getName());
    private static final int HOME_LENGTH = 16;
    private static final int STOP_SECONDS = 15;

    private final ExecutorService lane = lane();
    private volatile boolean up;
    private volatile ControllerSettings wanted;
    private volatile DevOpsOperator operator;

    public static OperatorService get() {
        return ExtensionList.lookupSingleton(OperatorService.class);
    }

    private static ExecutorService lane() {
        ThreadPoolExecutor lane =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "kubesphere-devops operation");
                    thread.setDaemon(true);
                    return thread;
                });
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }

    /** The controller is up: every job is known. */
    public void controllerStarted(ControllerSettings configuration) {
        up = true;
        if (configuration.enabled() && configuration.credentialsFromSecrets()) {
            // Not on the lane: builds are resumed right after this, and ask for credentials.
            ProjectCredentialsRegistry.get().expect(configuration.namespaces());
        }
        reconfigure(configuration);
    }

    /** The controller goes down. Builds go on as Jenkins lets them; the next start picks them up. */
    public void controllerStops() {
        up = false;
        lane.execute(this::stop);
        lane.shutdown();
        try {
            if (!lane.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warning("The operator did not stop in time; the controller goes down without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts the configuration into effect, in the background. Before the controller is up it does nothing. */
    public void reconfigure(ControllerSettings configuration) {
        wanted = configuration;
        if (up) {
            lane.execute(this::start);
        }
    }

    /** How the operator is doing; empty while it is not to run. */
    public List<SessionStatus> status() {
        return Optional.ofNullable(operator).map(DevOpsOperator::status).orElse(List.of());
    }

    /** Starts, in place of the one that runs if there is one. */
    private void start() {
        ControllerSettings configuration = wanted;
        if (!up || !configuration.enabled()) {
            stop();
            return;
        }
        try {
            OperatorSettings settings = settings(configuration);
            Connection connection = configuration.cluster().connection();
            CredentialSink credentials =
                    configuration.credentialsFromSecrets() ? ProjectCredentialsRegistry.get() : CredentialSink.NONE;
            // It says itself in the log how it is doing; whoever shows it asks.
            Consumer<SessionStatus> nobody = status -> {};
            DevOpsOperator running = operator;
            DevOpsOperator started = running == null
                    ? new DevOpsOperator(settings, connection, JenkinsEngine.get(), credentials, nobody)
                    : running.replaceWith(settings, connection, JenkinsEngine.get(), credentials, nobody);
            operator = started;
            started.start();
        } catch (RuntimeException | LinkageError e) {
            stop();
            LOGGER.log(
                    Level.SEVERE, "The operator cannot start; correct its configuration or the installed plugins", e);
        }
    }

    private void stop() {
        DevOpsOperator running = operator;
        operator = null;
        if (running != null) {
            running.close();
        }
        ProjectCredentialsRegistry.get().clear();
    }

    private static OperatorSettings settings(ControllerSettings configuration) {
        return new OperatorSettings(
                home(),
                configuration.systemNamespace(),
                LeaseTimings.DEFAULT,
                configuration.namespaces(),
                OperatorSettings.DEFAULT_PIPELINE_TIMEOUT,
                Duration.ofMinutes(configuration.sweepMinutes()),
                OperatorSettings.DEFAULT_WORKERS,
                RetryTimings.DEFAULT);
    }

    /**
     * This home's instance id: derived by Jenkins from the home's own key, so a home that is moved or restored keeps it.
     * Public anyway, and shortened, because people read it.
     */
    private static String home() {
        String id = Jenkins.get().getLegacyInstanceId();
        return id.substring(0, Math.min(HOME_LENGTH, id.length()));
    }
}
