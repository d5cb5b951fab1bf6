package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that only one of several operators on a cluster acts. Each operator has its own engine. */
@WithCluster
class LeaseIT {
    /** For a Lease that does not expire during a test. Another operator gets it only if its holder releases it. */
    private static final LeaseTimings LONG =
            new LeaseTimings(Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofMillis(300));

    @TempDir
    Path folder;

    private final List<OperatorFixture> operators = new ArrayList<>();
    private Config server;
    private KubernetesClient admin;
    private LeaseEditor lease;

    @BeforeEach
    void start(Config config, KubernetesClient client, TestNamespace system) {
        server = config;
        admin = client;
        lease = new LeaseEditor(client, system.name());
    }

    @AfterEach
    void close() {
        while (operators.size() > 1) {
            operators.remove(0).stop();
        }
        operators.get(0).awaitRunning().close();
    }

    @Test
    void onlyOneOfTwoOperatorsActs() {
        OperatorFixture first = start("home-a", LONG).awaitRunning();
        OperatorFixture second = start("home-b", LONG);
        second.awaitProblem("the Lease ");
        second.awaitProblem(second::unsupportedKindsSession, "the Lease ");
        first.createProject();
        first.createPipeline("web");

        List<PipelineRun> runs = createRuns(first, "web", 20);

        runs.forEach(run ->
                first.await(run, found -> "Succeeded".equals(found.getStatus().phase())));
        assertThat(first.countBuilds("web")).isEqualTo(20);
        assertThat(runs).noneMatch(run -> hasBuild(second, run));
        assertThat(second.operator.status()).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(State.WAITING);
            assertThat(status.problems())
                    .extracting(LocalizableProblem::toString)
                    .containsExactly("the Lease " + lease.name() + " is held by " + lease.holder() + " since "
                            + lease.acquireTime().truncatedTo(ChronoUnit.SECONDS)
                            + "; this instance waits until it is released, or not renewed for 3600 s");
        });
        assertThat(lease.holder()).startsWith("home-a_");
    }

    @Test
    void aClosedOperatorReleasesTheLease() {
        OperatorFixture first = start("home-a", LONG).awaitRunning();
        first.createProject();
        OperatorFixture second = start("home-b", LONG);
        second.awaitProblem("the Lease ");

        operators.remove(first);
        first.stop();

        second.awaitRunning().assertPipelineWorks("web");
        assertThat(lease.holder()).startsWith("home-b_");
        assertThat(lease.get().getSpec().getLeaseTransitions()).isPositive();
    }

    /**
     * When an administrator saves the configuration, the operator is replaced. The waiting operator must not get the
     * Lease meanwhile.
     */
    @Test
    void anOperatorThatIsReplacedKeepsTheLease() {
        OperatorFixture first = start("home-a", LONG).awaitRunning();
        first.createProject();
        first.createWaitingPipeline("web");
        PipelineRun run = first.awaitPhase(first.createRun("web-1", "web"), "Running");
        OperatorFixture second = start("home-b", LONG);
        second.awaitProblem("the Lease ");
        String holder = lease.holder();

        first.replaceOperator();
        first.awaitRunning();
        first.release();

        first.awaitSuccess(run);
        assertThat(lease.holder()).isEqualTo(holder);
        assertThat(second.statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);
    }

    @Test
    void aCopyOfTheHomeIsAnotherOperator() {
        OperatorFixture first = start("home-a", LONG).awaitRunning();
        first.createProject();
        OperatorFixture copy = start("home-a", LONG);

        assertThat(copy.awaitProblem("the Lease "))
                .singleElement()
                .asString()
                .contains(" (the same instance: its process before a restart, or a copy of its Jenkins home) since ");
        first.assertPipelineWorks("web");
        assertThat(copy.coreSession().state()).isEqualTo(State.WAITING);

        operators.remove(first);
        first.stop();

        copy.awaitRunning().assertPipelineWorks("api");
    }

    /**
     * The second operator starts some time after the deadline of the first. Without that time, both could build the
     * same runs.
     */
    @Test
    void aDisconnectedOperatorStopsBeforeTheNextStarts() {
        try (FaultProxy network = FaultProxy.start(server)) {
            Config proxyConfig = new ConfigBuilder(network.config())
                    .withRequestTimeout(2_000)
                    .build();
            OperatorFixture first = start(
                    new OperatorFixtureBuilder(server, folder.resolve("first")).withConnection(() -> proxyConfig),
                    "home-a",
                    TestTimings.SHORT_LEASE);
            first.awaitRunning().createProject();
            first.createPipeline("web");

            List<PipelineRun> runs = new ArrayList<>(createRuns(first, "web", 60));
            first.await(() -> first.countBuilds("web") > 0, "the first operator has started a build");
            network.stall();
            // The second starts only now and with a long Lease: a slow operator could lose a short Lease to a waiting
            // operator.
            OperatorFixture second = start("home-b", LONG);
            runs.addAll(createRuns(second, "late", "web", 20));
            second.awaitRunning();
            int atHandOver = first.countBuilds("web");

            runs.forEach(run -> second.await(run, LeaseIT::hasEndedOrBelongsToOtherInstance));
            assertThat(runs).noneMatch(run -> hasBuild(first, run) && hasBuild(second, run));
            assertThat(first.countBuilds("web"))
                    .as("builds of the first operator")
                    .isEqualTo(atHandOver);
            assertThat(second.countBuilds("web")).as("builds of the late runs").isGreaterThanOrEqualTo(20);
            first.awaitProblem("cannot reach");

            network.resume();

            first.await(() -> first.coreSession().state() == State.WAITING, "the first operator waits for the Lease");
            runs.addAll(createRuns(second, "last", "web", 20));
            runs.forEach(run -> second.await(run, LeaseIT::hasEndedOrBelongsToOtherInstance));
            assertThat(runs).noneMatch(run -> hasBuild(first, run) && hasBuild(second, run));
            assertThat(first.countBuilds("web"))
                    .as("builds of the first operator")
                    .isEqualTo(atHandOver);
        }
    }

    @Test
    void aDeletedLeaseStaysWithItsHolder() {
        OperatorFixture first = start("home-a", LONG).awaitRunning();
        first.createProject();
        first.createPipeline("web");
        OperatorFixture second = start("home-b", LONG);
        second.awaitProblem("the Lease ");

        for (int i = 0; i < 10; i++) {
            lease.delete();
            createRuns(first, "run-" + i, "web", 5);
            first.await(() -> lease.holder().startsWith("home-a_"), "home-a creates the Lease again");
        }

        first.await(() -> first.countBuilds("web") == 50, "all runs are built");
        assertThat(second.statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);
        assertThat(first.statuses).extracting(SessionStatus::state).doesNotContain(State.RETRYING, State.WAITING);
    }

    @Test
    void anOperatorGetsAStolenLeaseBack() {
        OperatorFixture first = start("home-a", TestTimings.SHORT_LEASE).awaitRunning();
        first.createProject();
        first.assertPipelineWorks("web");

        lease.setHolder("stranger");

        first.await(() -> hasReported(first, "is held by stranger since "), "the operator reports the other holder");
        first.awaitRunning().assertPipelineWorks("api");
        assertThat(lease.holder()).startsWith("home-a_");
    }

    @Test
    void aRenewingHolderWithAWrongClockKeepsTheLease() {
        lease.create("stranger", "1999-12-31T23:59:59Z", 3);
        AtomicInteger renewals = new AtomicInteger();
        AtomicBoolean renews = new AtomicBoolean(true);
        ConnectionSettingsProvider renewing = new LeaseReadHookSettings(server, () -> {
            if (renews.get()) {
                lease.renew();
                renewals.incrementAndGet();
            }
        });
        OperatorFixture first = start(
                new OperatorFixtureBuilder(server, folder.resolve("first")).withConnection(renewing),
                "home-a",
                TestTimings.SHORT_LEASE);
        // 20 reads, one every 0.3 s, take longer than the 3 s after which the Lease would expire without a renewal.
        first.await(() -> renewals.get() >= 20, "the operator has read the Lease 20 times");
        String message = "the Lease " + lease.name() + " is held by stranger since "
                + "1999-12-31T23:59:59Z; this instance waits until it is released, or not renewed for 3 s";
        assertThat(first.awaitProblem("the Lease ")).containsExactly(message);
        assertThat(first.awaitProblem(first::unsupportedKindsSession, "the Lease "))
                .containsExactly(message);
        assertThat(first.statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);

        renews.set(false);
        first.awaitRunning().createProject();
        first.assertPipelineWorks("web");
    }

    @Test
    void anUnchangedInvalidLeaseIsTaken() {
        lease.create("", null, null);
        OperatorFixture first = start("home-a", TestTimings.SHORT_LEASE);

        first.awaitRunning().createProject();
        first.assertPipelineWorks("web");
        assertThat(lease.holder()).startsWith("home-a_");
    }

    @Test
    void theOperatorReportsAMissingSystemNamespaceAndWaits() {
        String missing = lease.namespace() + "-later";
        OperatorFixture first = new OperatorFixtureBuilder(server, folder.resolve("first"))
                .withSystemNamespace(missing)
                .start();
        operators.add(first);
        assertThat(first.awaitProblem("the cluster has no namespace"))
                .containsExactly("the cluster has no namespace " + missing
                        + "; create it with kubectl create namespace " + missing);

        TestNamespace namespace = TestNamespace.named(admin, missing);

        first.awaitRunning().createProject();
        first.assertPipelineWorks("web");
        namespace.delete(admin);
    }

    private OperatorFixture start(String home, LeaseTimings timings) {
        return start(new OperatorFixtureBuilder(server, folder.resolve(home + operators.size())), home, timings);
    }

    private OperatorFixture start(OperatorFixtureBuilder builder, String home, LeaseTimings timings) {
        if (!operators.isEmpty()) {
            builder.shareClusterWith(operators.get(0));
        }
        OperatorFixture fixture = builder.withSystemNamespace(lease.namespace())
                .withInstanceId(home)
                .withLeaseTimings(timings)
                .start();
        operators.add(fixture);
        return fixture;
    }

    private static List<PipelineRun> createRuns(OperatorFixture fixture, String pipeline, int size) {
        return createRuns(fixture, pipeline, pipeline, size);
    }

    private static List<PipelineRun> createRuns(OperatorFixture fixture, String prefix, String pipeline, int size) {
        return IntStream.range(0, size)
                .parallel()
                .mapToObj(i -> fixture.createRun(prefix + "-" + i, pipeline))
                .toList();
    }

    private static boolean hasEndedOrBelongsToOtherInstance(PipelineRun run) {
        return run.getStatus().hasEnded()
                || run.getStatus()
                        .condition("Ready")
                        .filter(ready -> "OtherInstance".equals(ready.reason()))
                        .isPresent();
    }

    private static boolean hasBuild(OperatorFixture operator, PipelineRun run) {
        PipelineRunRef ref = new PipelineRunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return operator.engine
                .runs()
                .find(
                        new JobName(
                                operator.namespace, run.getSpec().pipelineRef().name()),
                        ref)
                .isPresent();
    }

    private static boolean hasReported(OperatorFixture fixture, String message) {
        return fixture.statuses.stream().anyMatch(status -> status.toString().contains(message));
    }
}
