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
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.nio.file.Path;
import java.time.Duration;
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
    /** For a Lease that expires soon, so that a test does not wait long. */
    private static final LeaseTimings SHORT =
            new LeaseTimings(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(300));
    /** For a Lease that does not expire during a test. Another operator gets it only if its holder releases it. */
    private static final LeaseTimings LONG =
            new LeaseTimings(Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofMillis(300));

    @TempDir
    Path folder;

    private final List<OperatorFixture> trials = new ArrayList<>();
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
        while (trials.size() > 1) {
            trials.remove(0).stop();
        }
        trials.get(0).awaitRunning().close();
    }

    @Test
    void onlyOneOfTwoOperatorsActs() {
        OperatorFixture a = start("home-a", LONG).awaitRunning();
        OperatorFixture b = start("home-b", LONG);
        b.awaitProblem("the Lease ");
        b.awaitProblem(b::unserved, "the Lease ");
        a.project();
        a.pipeline("web");

        List<PipelineRun> runs = burst(a, "web", 20);

        runs.forEach(run ->
                a.await(run, found -> "Succeeded".equals(found.getStatus().phase())));
        assertThat(a.builds("web")).isEqualTo(20);
        assertThat(runs).noneMatch(run -> isBuilt(b, run));
        assertThat(b.operator.status()).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(State.WAITING);
            assertThat(status.problems())
                    .extracting(Problem::toString)
                    .containsExactly("the Lease " + lease.name() + " is held by " + lease.holder() + " since "
                            + lease.acquired()
                            + "; this instance waits until it is released, or not renewed for 3600 s");
        });
        assertThat(lease.holder()).startsWith("home-a_");
    }

    @Test
    void aClosedOperatorReleasesTheLease() {
        OperatorFixture a = start("home-a", LONG).awaitRunning();
        a.project();
        OperatorFixture b = start("home-b", LONG);
        b.awaitProblem("the Lease ");

        trials.remove(a);
        a.stop();

        b.awaitRunning().assertPipelineWorks("web");
        assertThat(lease.holder()).startsWith("home-b_");
        assertThat(lease.get().getSpec().getLeaseTransitions()).isPositive();
    }

    /**
     * When an administrator saves the configuration, the operator is replaced. The waiting operator must not get the
     * Lease meanwhile.
     */
    @Test
    void anOperatorThatIsReplacedKeepsTheLease() {
        OperatorFixture a = start("home-a", LONG).awaitRunning();
        a.project();
        a.createWaitingPipeline("web");
        PipelineRun run = a.awaitPhase(a.run("web-1", "web"), "Running");
        OperatorFixture b = start("home-b", LONG);
        b.awaitProblem("the Lease ");
        String holder = lease.holder();

        a.replace();
        a.awaitRunning();
        a.release();

        a.awaitSuccess(run);
        assertThat(lease.holder()).isEqualTo(holder);
        assertThat(b.statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);
    }

    @Test
    void aCopyOfTheHomeIsAnotherOperator() {
        OperatorFixture a = start("home-a", LONG).awaitRunning();
        a.project();
        OperatorFixture copy = start("home-a", LONG);

        assertThat(copy.awaitProblem("the Lease "))
                .singleElement()
                .asString()
                .contains(" (the same instance: its process before a restart, or a copy of its Jenkins home) since ");
        a.assertPipelineWorks("web");
        assertThat(copy.core().state()).isEqualTo(State.WAITING);

        trials.remove(a);
        a.stop();

        copy.awaitRunning().assertPipelineWorks("api");
    }

    /**
     * The second operator starts some time after the deadline of the first. Without that time, both could build the
     * same runs.
     */
    @Test
    void aDisconnectedOperatorStopsBeforeTheNextStarts() {
        try (FaultProxy network = FaultProxy.before(server)) {
            Config through = new ConfigBuilder(network.config())
                    .withRequestTimeout(2_000)
                    .build();
            OperatorFixture a = start(
                    new OperatorFixtureBuilder(server, folder.resolve("a")).withConnection(() -> through),
                    "home-a",
                    SHORT);
            a.awaitRunning().project();
            a.pipeline("web");

            List<PipelineRun> runs = new ArrayList<>(burst(a, "web", 60));
            a.await(() -> a.builds("web") > 0, "a has started a build");
            network.stall();
            // b starts only now and with a long Lease: a slow operator could lose a short Lease to a waiting operator.
            OperatorFixture b = start("home-b", LONG);
            runs.addAll(burst(b, "late", "web", 20));
            b.awaitRunning();
            int atHandOver = a.builds("web");

            runs.forEach(run -> b.await(run, found -> found.getStatus().hasEnded()));
            assertThat(runs).noneMatch(run -> isBuilt(a, run) && isBuilt(b, run));
            assertThat(a.builds("web")).as("builds of a").isEqualTo(atHandOver);
            assertThat(b.builds("web")).as("builds of the late runs").isGreaterThanOrEqualTo(20);
            a.awaitProblem("cannot reach");

            network.resume();

            a.await(() -> a.core().state() == State.WAITING, "a waits for the Lease");
            runs.addAll(burst(b, "last", "web", 20));
            runs.forEach(run -> b.await(run, found -> found.getStatus().hasEnded()));
            assertThat(runs).noneMatch(run -> isBuilt(a, run) && isBuilt(b, run));
            assertThat(a.builds("web")).as("builds of a").isEqualTo(atHandOver);
        }
    }

    @Test
    void aDeletedLeaseStaysWithItsHolder() {
        OperatorFixture a = start("home-a", LONG).awaitRunning();
        a.project();
        a.pipeline("web");
        OperatorFixture b = start("home-b", LONG);
        b.awaitProblem("the Lease ");

        for (int i = 0; i < 10; i++) {
            lease.delete();
            burst(a, "run-" + i, "web", 5);
            a.await(() -> lease.holder().startsWith("home-a_"), "home-a creates the Lease again");
        }

        a.await(() -> a.builds("web") == 50, "all runs are built");
        assertThat(b.statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);
        assertThat(a.statuses).extracting(SessionStatus::state).doesNotContain(State.RETRYING, State.WAITING);
    }

    @Test
    void anOperatorGetsAStolenLeaseBack() {
        OperatorFixture a = start("home-a", SHORT).awaitRunning();
        a.project();
        a.assertPipelineWorks("web");

        lease.steal("stranger");

        a.await(() -> hasReported(a, "is held by stranger since "), "a reports the other holder");
        a.awaitRunning().assertPipelineWorks("api");
        assertThat(lease.holder()).startsWith("home-a_");
    }

    @Test
    void aHolderWithAWrongClockKeepsTheLeaseWhileItRenews() {
        lease.create("stranger", "1999-12-31T23:59:59Z", 3);
        AtomicInteger renewals = new AtomicInteger();
        AtomicBoolean renews = new AtomicBoolean(true);
        ConnectionSettings renewing = lease.beforeEachRead(server, () -> {
            if (renews.get()) {
                lease.renew();
                renewals.incrementAndGet();
            }
        });
        OperatorFixture a = start(
                new OperatorFixtureBuilder(server, folder.resolve("a")).withConnection(renewing), "home-a", SHORT);
        // 20 reads, one every 0.3 s, take longer than the 3 s after which the Lease would expire without a renewal.
        a.await(() -> renewals.get() >= 20, "the operator has read the Lease 20 times");
        String words = "the Lease " + lease.name() + " is held by stranger since "
                + "1999-12-31T23:59:59Z; this instance waits until it is released, or not renewed for 3 s";
        assertThat(a.awaitProblem("the Lease ")).containsExactly(words);
        assertThat(a.awaitProblem(a::unserved, "the Lease ")).containsExactly(words);
        assertThat(a.statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);

        renews.set(false);
        a.awaitRunning().project();
        a.assertPipelineWorks("web");
    }

    @Test
    void anInvalidLeaseIsTakenIfItDoesNotChange() {
        lease.create("", null, null);
        OperatorFixture a = start("home-a", SHORT);

        a.awaitRunning().project();
        a.assertPipelineWorks("web");
        assertThat(lease.holder()).startsWith("home-a_");
    }

    @Test
    void theOperatorReportsAMissingSystemNamespaceAndWaits() {
        String missing = lease.namespace() + "-later";
        OperatorFixture a = new OperatorFixtureBuilder(server, folder.resolve("a"))
                .system(missing)
                .start();
        trials.add(a);
        assertThat(a.awaitProblem("the cluster has no namespace"))
                .containsExactly("the cluster has no namespace " + missing
                        + "; create it with kubectl create namespace " + missing);

        TestNamespace made = TestNamespace.named(admin, missing);

        a.awaitRunning().project();
        a.assertPipelineWorks("web");
        made.delete(admin);
    }

    private OperatorFixture start(String home, LeaseTimings timings) {
        return start(new OperatorFixtureBuilder(server, folder.resolve(home + trials.size())), home, timings);
    }

    private OperatorFixture start(OperatorFixtureBuilder setup, String home, LeaseTimings timings) {
        if (!trials.isEmpty()) {
            setup.shareClusterWith(trials.get(0));
        }
        OperatorFixture fixture =
                setup.system(lease.namespace()).home(home).lease(timings).start();
        trials.add(fixture);
        return fixture;
    }

    private static List<PipelineRun> burst(OperatorFixture fixture, String pipeline, int size) {
        return burst(fixture, pipeline, pipeline, size);
    }

    private static List<PipelineRun> burst(OperatorFixture fixture, String prefix, String pipeline, int size) {
        return IntStream.range(0, size)
                .parallel()
                .mapToObj(i -> fixture.run(prefix + "-" + i, pipeline))
                .toList();
    }

    private static boolean isBuilt(OperatorFixture by, PipelineRun run) {
        RunRef ref = new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return by.engine
                .runs()
                .find(new JobName(by.namespace, run.getSpec().pipelineRef().name()), ref)
                .isPresent();
    }

    private static boolean hasReported(OperatorFixture fixture, String words) {
        return fixture.statuses.stream().anyMatch(status -> status.toString().contains(words));
    }
}
