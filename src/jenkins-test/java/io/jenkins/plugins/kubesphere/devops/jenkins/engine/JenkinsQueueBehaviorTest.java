package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueIdSkipper;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueSaver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Checks surprising behaviour of Jenkins' queue and its effect on our runs. */
@WithJenkins
class JenkinsQueueBehaviorTest {
    private final JenkinsRuleEngine ruleEngine = new JenkinsRuleEngine();
    private JenkinsRule jenkins;
    private EngineTestProject project;
    private RunRequest first;

    @BeforeEach
    void startFirstRun(JenkinsRule rule) {
        jenkins = rule;
        project = EngineTestProject.createWithSequentialJob(ruleEngine, EngineTestProject.WAITS_FOR_INPUT);
        first = project.startAndAwaitInput();
    }

    /**
     * Jenkins itself writes queue.xml up to a minute after a change. A Jenkins that is killed in this minute would
     * build the run a second time after its restart.
     */
    @Test
    void theQueueFileOmitsAnItemWithARunningBuild() {
        RunRequest second = project.start();
        jenkins.jenkins.getQueue().save();
        assertThat(queueFileContent()).contains(second.run().uid());
        project.answer(first, true);
        project.await(second, State.PAUSED);
        assertThat(queueFileContent()).doesNotContain(second.run().uid());
    }

    /**
     * Jenkins itself writes queue.xml up to a minute after a change. A Jenkins that is killed in this minute would
     * build a cancelled run after its restart.
     */
    @Test
    void theQueueFileOmitsACancelledItem() {
        RunRequest stopped = project.start();
        RunRequest cancelled = project.start();
        jenkins.jenkins.getQueue().save();
        ruleEngine.engine().runs().stop(project.job, stopped.run());
        assertThat(queueFileContent()).doesNotContain(stopped.run().uid());
        ruleEngine.userActions().cancel(project.job, cancelled.run());
        await("queue.xml does not contain the cancelled item")
                .until(() -> !queueFileContent().contains(cancelled.run().uid()));
        assertThat(project.awaitEnd(cancelled).result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
    }

    /**
     * Jenkins writes only the items that the user of the thread may read, and nothing at all on an interrupted thread.
     */
    @Test
    void theQueueFileIsWrittenAsAnyUserAndOnAnInterruptedThread() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        FullControlOnceLoggedInAuthorizationStrategy loggedIn = new FullControlOnceLoggedInAuthorizationStrategy();
        loggedIn.setAllowAnonymousRead(false);
        jenkins.jenkins.setAuthorizationStrategy(loggedIn);
        RunRequest second = project.start();
        try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
            Thread.currentThread().interrupt();
            QueueSaver.save();
            assertThat(Thread.interrupted()).as("thread is still interrupted").isTrue();
        }
        assertThat(queueFileContent()).contains(second.run().uid());
    }

    /** Jenkins combines queue items of one job with equal parameters into one build. */
    @Test
    void aManualStartAndARunAreTwoBuildsInAnyOrder() {
        RunRequest before = project.start();
        job().scheduleBuild2(0, new CauseAction(new Cause.UserIdCause()));
        RunRequest after = project.start();
        assertThat(jenkins.jenkins.getQueue().getItems(job())).hasSize(3);
        assertThat(project.find(before).state()).isEqualTo(State.QUEUED);
        assertThat(project.find(after).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void aJenkinsThatPreparesAShutdownAcceptsRunsAndBuildsThemLater() throws Exception {
        project.answer(first, true);
        project.awaitEnd(first);
        jenkins.jenkins.doQuietDown();
        RunRequest run = project.start();
        jenkins.jenkins.getQueue().maintain();
        assertThat(project.find(run).state()).isEqualTo(State.QUEUED);
        assertThat(project.find(run).message()).contains("Jenkins is about to shut down");
        jenkins.jenkins.doCancelQuietDown();
        project.await(run, State.PAUSED);
    }

    /** A disabled job loses its queue items without a build, and enabling it does not restore them. */
    @Test
    void aQueuedRunOfADisabledJobCanBeRequestedAgain() {
        RunRequest second = project.start();
        ruleEngine.userActions().disable(project.job);
        jenkins.jenkins.getQueue().maintain();
        project.answer(first, true);
        project.awaitEnd(first);
        await("the run is not in the queue").until(() -> ruleEngine
                .engine()
                .runs()
                .find(project.job, second.run())
                .isEmpty());
        ruleEngine.userActions().enable(project.job);
        ruleEngine.engine().runs().start(second);
        project.await(second, State.PAUSED);
        assertThat(ruleEngine.userActions().countBuilds(project.job)).isEqualTo(2);
    }

    /** After a start, Jenkins continues the queue ids from the value in queue.xml. After a crash, this value is old. */
    @Test
    void usedIdsAreNotUsedAgainAfterACrash() {
        long firstId = nextQueueId();
        new QueueIdSkipper().onLoaded();
        assertThat(nextQueueId()).isGreaterThanOrEqualTo(firstId + 10_000);
    }

    private WorkflowJob job() {
        return jenkins.jenkins.getItemByFullName(project.job.toString(), WorkflowJob.class);
    }

    private String queueFileContent() {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("queue.xml");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long nextQueueId() {
        return new Queue.WaitingItem(Calendar.getInstance(), job(), List.of()).getId();
    }
}
