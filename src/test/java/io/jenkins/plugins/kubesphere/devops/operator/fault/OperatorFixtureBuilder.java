package io.jenkins.plugins.kubesphere.devops.operator.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Settings of an {@link OperatorFixture}, with defaults that suit most tests. */
final class OperatorFixtureBuilder {
    private final Config admin;
    private final Path state;
    private String namespace = TestNamespace.randomName();
    private String system = "";
    private String instanceId = "";
    private final Set<String> namespaces = new HashSet<>();
    private boolean allNamespaces;
    private int maxUnfinishedRuns = OperatorSettings.DEFAULT_MAX_UNFINISHED_RUNS;
    private RunStoreType runStore = OperatorSettings.DEFAULT_RUN_STORE;
    private RunRetentionPolicy defaultRetention = RunRetentionPolicy.KEEP_ALL;
    private boolean importBuilds = true;
    private LeaseTimings lease = LeaseTimings.DEFAULT;
    private ConnectionSettingsProvider connection;
    private Function<Engine, Engine> engineWrapper = Function.identity();

    OperatorFixtureBuilder(Config admin, Path state) {
        this.admin = admin;
        this.state = state;
        this.connection = () -> admin;
    }

    /** Sets how the operator connects; by default, as the administrator. */
    OperatorFixtureBuilder withConnection(ConnectionSettingsProvider settings) {
        connection = settings;
        return this;
    }

    /** Wraps the engine that the operator uses. */
    OperatorFixtureBuilder wrapEngine(Function<Engine, Engine> wrapper) {
        engineWrapper = wrapper;
        return this;
    }

    /** Makes the operator serve all namespaces, not only that of its project. */
    OperatorFixtureBuilder withAllNamespaces() {
        allNamespaces = true;
        return this;
    }

    /** Makes the operator serve this namespace, too. */
    OperatorFixtureBuilder withNamespace(String other) {
        namespaces.add(other);
        return this;
    }

    /** Returns the namespace of the project of this fixture. */
    String namespace() {
        return namespace;
    }

    /** Sets how many runs of one namespace may be started and not final. */
    OperatorFixtureBuilder withMaxUnfinishedRuns(int runs) {
        maxUnfinishedRuns = runs;
        return this;
    }

    /** Sets where the stages of runs are stored. */
    OperatorFixtureBuilder withRunStore(RunStoreType type) {
        runStore = type;
        return this;
    }

    /** Sets which finished runs of a Pipeline without a discarder are kept; by default, all. */
    OperatorFixtureBuilder withDefaultRetention(RunRetentionPolicy policy) {
        defaultRetention = policy;
        return this;
    }

    /** Makes the operator create no PipelineRuns for builds of users. */
    OperatorFixtureBuilder withoutImportedBuilds() {
        importBuilds = false;
        return this;
    }

    /** Sets the existing namespace of the Lease; by default, a new one is created. */
    OperatorFixtureBuilder withSystemNamespace(String existing) {
        system = existing;
        return this;
    }

    /** Sets the instance id. */
    OperatorFixtureBuilder withInstanceId(String id) {
        instanceId = id;
        return this;
    }

    OperatorFixtureBuilder withLeaseTimings(LeaseTimings timings) {
        lease = timings;
        return this;
    }

    /** Uses the project and the Lease of another fixture. */
    OperatorFixtureBuilder shareClusterWith(OperatorFixture other) {
        namespace = other.namespace;
        return withSystemNamespace(other.system);
    }

    /** Starts engine and operator and does not wait. */
    OperatorFixture start() {
        Optional<TestNamespace> own = system.isEmpty() ? Optional.of(ownSystem()) : Optional.empty();
        namespaces.add(namespace);
        OperatorSettings settings = new OperatorSettings(
                        instanceId.isEmpty() ? "home-" + namespace : instanceId,
                        own.map(TestNamespace::name).orElse(system),
                        lease,
                        allNamespaces ? Set.of() : namespaces,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        OperatorSettings.DEFAULT_WORKERS,
                        TestTimings.FAST_RETRIES)
                .withMaxUnfinishedRuns(maxUnfinishedRuns)
                .withRunStore(runStore)
                .withDefaultRetention(defaultRetention);
        return new OperatorFixture(
                admin,
                namespace,
                state,
                own,
                importBuilds ? settings : settings.withoutImportedBuilds(),
                connection,
                engineWrapper);
    }

    private TestNamespace ownSystem() {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(admin).build()) {
            return TestNamespace.named(client, namespace + "-system");
        }
    }
}
