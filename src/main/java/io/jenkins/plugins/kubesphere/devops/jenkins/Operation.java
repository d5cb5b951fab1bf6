package io.jenkins.plugins.kubesphere.devops.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialShelf;
import io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentials;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Connection;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
public final class Operation {
    private static final Logger LOGGER = Logger.getLogger(Operation.class.getName());
    private static final int HOME_LENGTH = 16;
    private static final int STOP_SECONDS = 15;

    private final ExecutorService lane = lane();
    private volatile boolean up;
    private volatile DevOpsOperator operator;

    public static Operation get() {
        return ExtensionList.lookupSingleton(Operation.class);
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
    void begin() {
        up = true;
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        if (configuration.isEnabled() && configuration.isCredentialsFromSecrets()) {
            // Not on the lane: builds are resumed right after this, and ask for credentials.
            ProjectCredentials.get().expect(Set.copyOf(configuration.getNamespaces()));
        }
        reconfigure();
    }

    /** The controller goes down. Builds go on as Jenkins lets them; the next start picks them up. */
    void end() {
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
    public void reconfigure() {
        if (up) {
            lane.execute(this::start);
        }
    }

    /** How the operator is doing; empty while it is not to run. */
    public List<LifecycleStatus> status() {
        return Optional.ofNullable(operator).map(DevOpsOperator::status).orElse(List.of());
    }

    /** Starts, in place of the one that runs if there is one. */
    private void start() {
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        if (!up || !configuration.isEnabled()) {
            stop();
            return;
        }
        try {
            OperatorSettings settings = settings(configuration);
            Connection connection = configuration.getCluster().connection();
            CredentialShelf credentials =
                    configuration.isCredentialsFromSecrets() ? ProjectCredentials.get() : CredentialShelf.NONE;
            // It says itself in the log how it is doing; whoever shows it asks.
            Consumer<LifecycleStatus> nobody = status -> {};
            DevOpsOperator running = operator;
            DevOpsOperator started = running == null
                    ? new DevOpsOperator(settings, connection, JenkinsEngine.get(), credentials, nobody)
                    : running.replacedBy(settings, connection, JenkinsEngine.get(), credentials, nobody);
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
        ProjectCredentials.get().clear();
    }

    private static OperatorSettings settings(DevOpsConfiguration configuration) {
        return new OperatorSettings(
                home(),
                configuration.getSystemNamespace(),
                LeaseTimings.DEFAULT,
                Set.copyOf(configuration.getNamespaces()),
                OperatorSettings.DEFAULT_PATIENCE,
                Duration.ofMinutes(configuration.getSweepMinutes()),
                OperatorSettings.DEFAULT_WORKERS,
                Pace.DEFAULT);
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
