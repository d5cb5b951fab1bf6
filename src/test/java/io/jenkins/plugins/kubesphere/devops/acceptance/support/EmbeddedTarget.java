package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedUserActions;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.TrialRestApi;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The operator and the embedded engine in this process, for one test. */
public final class EmbeddedTarget implements AcceptanceTarget {
    private final Config administrator;
    private final Path state;
    private final RequestCounts requests = new RequestCounts();
    private Config operatorConfig;
    private Optional<String> systemNamespace = Optional.empty();
    private Duration pipelineTimeout = OperatorSettings.DEFAULT_PIPELINE_TIMEOUT;
    private int executors = EmbeddedEngine.DEFAULT_EXECUTORS;
    private Optional<String> ownSystemNamespace = Optional.empty();
    private UnaryOperator<Engine> engineWrapper = UnaryOperator.identity();
    private EmbeddedEngine engine;
    private DevOpsOperator operator;
    private OperatorSettings settings;
    private TrialRestApi restApi;

    /** @param state folder in which the engine keeps its state */
    public EmbeddedTarget(Config administrator, Path state) {
        this.administrator = administrator;
        this.operatorConfig = administrator;
        this.state = state;
    }

    /**
     * Sets how the operator connects to the cluster.
     *
     * @param systemNamespace namespace of its Lease; by default, a namespace is created for it
     */
    public EmbeddedTarget withConnection(Config operatorConfig, String systemNamespace) {
        this.operatorConfig = operatorConfig;
        this.systemNamespace = Optional.of(systemNamespace);
        return this;
    }

    /** Sets how long a run waits for its pipeline. */
    public EmbeddedTarget withPipelineTimeout(Duration pipelineTimeout) {
        this.pipelineTimeout = pipelineTimeout;
        return this;
    }

    /** Sets how many builds run at the same time. */
    public EmbeddedTarget withExecutors(int executors) {
        this.executors = executors;
        return this;
    }

    /** Wraps the engine that the operator uses. */
    public EmbeddedTarget wrapEngine(UnaryOperator<Engine> wrapper) {
        this.engineWrapper = wrapper;
        return this;
    }

    @Override
    public Config administrator() {
        return administrator;
    }

    @Override
    public void start(Set<String> namespaces) {
        String first = namespaces.stream().sorted().findFirst().orElse("everywhere");
        settings = new OperatorSettings(
                "home-" + first,
                systemNamespace.orElseGet(() -> createSystemNamespace(first + "-system")),
                LeaseTimings.DEFAULT,
                namespaces,
                pipelineTimeout,
                Duration.ofMinutes(5),
                OperatorSettings.DEFAULT_WORKERS,
                SessionTimings.DEFAULT);
        engine = new EmbeddedEngine(state, executors);
        operator = new DevOpsOperator(
                settings, new OperatorDependencies(connection(), engineWrapper.apply(engine), status -> {}));
        operator.start();
        await("the operator runs").until(() -> status().get(0), status -> status.state() == State.RUNNING);
    }

    /** Creates the system namespace once. Tests share a cluster, but only one operator acts for a system namespace. */
    private String createSystemNamespace(String name) {
        if (ownSystemNamespace.isEmpty()) {
            try (KubernetesClient client = client()) {
                TestNamespace.named(client, name);
            }
            ownSystemNamespace = Optional.of(name);
        }
        return name;
    }

    private KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(administrator).build();
    }

    private ConnectionSettingsProvider connection() {
        return new ConnectionSettingsProvider() {
            @Override
            public Config settings() {
                return operatorConfig;
            }

            @Override
            public void configureHttpClient(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("counts", requests.interceptor());
            }
        };
    }

    /** Waits until all sessions run, also that of the kinds without a controller. */
    public void awaitAllRunning() {
        await("all sessions of the operator run")
                .until(this::status, all -> all.stream().allMatch(status -> status.state() == State.RUNNING));
    }

    private List<SessionStatus> status() {
        return operator.status();
    }

    @Override
    public void stop() {
        if (restApi != null) {
            restApi.close();
            restApi = null;
        }
        operator.close();
        engine.close();
    }

    @Override
    public UserActions userActions() {
        return new EmbeddedUserActions(engine);
    }

    @Override
    public Optional<Built> build(JobName job, PipelineRunRef run) {
        return engine.runs()
                .find(job, run)
                .filter(found -> found.number().isPresent() && !found.isBuildDeleted())
                .map(EmbeddedTarget::built);
    }

    private static Built built(RunSnapshot found) {
        return new Built(found.number().getAsInt(), found.startedAt().orElseThrow(), found.endedAt());
    }

    @Override
    public boolean hasJob(JobName job) {
        return Files.isDirectory(
                state.resolve("folders").resolve(job.folder()).resolve("jobs").resolve(job.job()));
    }

    @Override
    public boolean isQueued(JobName job, PipelineRunRef run) {
        return engine.runs()
                .find(job, run)
                .filter(found -> found.state() == RunSnapshot.State.QUEUED)
                .isPresent();
    }

    @Override
    public String log(JobName job, PipelineRunRef run) {
        return engine.runLogs().log(job, run, 0).map(LogChunk::text).orElse("");
    }

    @Override
    public void proceed(JobName job, PipelineRunRef run, String inputId) {
        engine.runs().answer(job, run, inputId, true);
    }

    /** Starts it when it is asked for, because few tests need it. */
    @Override
    public URI restApi() {
        if (restApi == null) {
            restApi = TrialRestApi.start(() -> operatorConfig, settings, engine, status -> {});
        }
        return restApi.address();
    }

    @Override
    public RequestCounts requests() {
        return requests;
    }

    @Override
    public void assume(Ability ability) {
        // This target has every ability.
    }

    @Override
    public void close() {
        stop();
        ownSystemNamespace.ifPresent(name -> {
            try (KubernetesClient client = client()) {
                new TestNamespace(name).delete(client);
            }
        });
    }
}
