package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFixtureProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.QueueIdSkipper;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.QueuePersistence;
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

/** What Jenkins' queue does that nobody expects, and what becomes of our runs then. */
@WithJenkins
class QueueFactsTest {
    private final RuleEngine tested = new RuleEngine();
    private JenkinsRule jenkins;
    private EngineFixtureProject sample;
    private RunRequest first;

    @BeforeEach
    void occupy(JenkinsRule rule) {
        jenkins = rule;
        sample = EngineFixtureProject.oneAtATime(tested, EngineFixtureProject.PAUSES);
        first = sample.startedAndPaused();
    }

    private WorkflowJob job() {
        return jenkins.jenkins.getItemByFullName(sample.job.toString(), WorkflowJob.class);
    }

    private String file() {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("queue.xml");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jenkins writes its file up to a minute later; killed by then, it would build the run a second time. */
    @Test
    void fileHasForgottenAnItemBeforeItsBuildTakesAStep() {
        RunRequest second = sample.started();
        jenkins.jenkins.getQueue().save();
        assertThat(file()).contains(second.run().uid());
        sample.answer(first, true);
        sample.await(second, State.PAUSED);
        assertThat(file()).doesNotContain(second.run().uid());
    }

    /** Jenkins writes it up to a minute later; killed by then, it would build a run that somebody cancelled. */
    @Test
    void fileHasForgottenAnItemThatWasCancelled() {
        RunRequest stopped = sample.started();
        RunRequest cancelled = sample.started();
        jenkins.jenkins.getQueue().save();
        tested.engine().runs().stop(sample.job, stopped.run());
        assertThat(file()).doesNotContain(stopped.run().uid());
        tested.byHand().cancel(sample.job, cancelled.run());
        await("the file forgets it")
                .until(() -> !file().contains(cancelled.run().uid()));
        assertThat(sample.end(cancelled).result()).isEqualTo(RunResult.CANCELLED_IN_QUEUE);
    }

    /** Jenkins writes only what the thread's identity may read, and nothing at all on a thread that is interrupted. */
    @Test
    void fileIsWrittenWhoeverTheThreadActsForAndEvenIfItIsInterrupted() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        FullControlOnceLoggedInAuthorizationStrategy loggedIn = new FullControlOnceLoggedInAuthorizationStrategy();
        loggedIn.setAllowAnonymousRead(false);
        jenkins.jenkins.setAuthorizationStrategy(loggedIn);
        RunRequest second = sample.started();
        try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
            Thread.currentThread().interrupt();
            QueuePersistence.save();
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
        assertThat(file()).contains(second.run().uid());
    }

    /** Items of one job with equal parameters fold into one build. */
    @Test
    void clickInTheUiAndARunAreTwoBuildsWhicheverIsFirst() {
        RunRequest before = sample.started();
        job().scheduleBuild2(0, new CauseAction(new Cause.UserIdCause()));
        RunRequest after = sample.started();
        assertThat(jenkins.jenkins.getQueue().getItems(job())).hasSize(3);
        assertThat(sample.find(before).state()).isEqualTo(State.QUEUED);
        assertThat(sample.find(after).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void jenkinsThatGoesDownTakesRunsAndBuildsThemLater() throws Exception {
        sample.answer(first, true);
        sample.end(first);
        jenkins.jenkins.doQuietDown();
        RunRequest run = sample.started();
        jenkins.jenkins.getQueue().maintain();
        assertThat(sample.find(run).state()).isEqualTo(State.QUEUED);
        assertThat(sample.find(run).message()).contains("Jenkins is about to shut down");
        jenkins.jenkins.doCancelQuietDown();
        sample.await(run, State.PAUSED);
    }

    /** A disabled job loses its items without a build, and enabling it does not bring them back. */
    @Test
    void runOfAJobThatIsDisabledMeanwhileIsNotCancelledAndMayBeAskedForAgain() {
        RunRequest second = sample.started();
        tested.byHand().disable(sample.job);
        jenkins.jenkins.getQueue().maintain();
        sample.answer(first, true);
        sample.end(first);
        await("the queue has lost it")
                .until(() ->
                        tested.engine().runs().find(sample.job, second.run()).isEmpty());
        tested.byHand().enable(sample.job);
        tested.engine().runs().start(second);
        sample.await(second, State.PAUSED);
        assertThat(tested.byHand().builds(sample.job)).isEqualTo(2);
    }

    /** Ids are counted up from what the file says, and after a crash the file is old. */
    @Test
    void idsThatWereGivenAreNotGivenAgainAfterACrash() {
        long given = take();
        new QueueIdSkipper().onLoaded();
        assertThat(take()).isGreaterThanOrEqualTo(given + 10_000);
    }

    private long take() {
        return new Queue.WaitingItem(Calendar.getInstance(), job(), List.of()).getId();
    }
}
