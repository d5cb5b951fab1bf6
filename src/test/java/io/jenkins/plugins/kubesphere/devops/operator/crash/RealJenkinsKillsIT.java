package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kills a real controller (SIGKILL) while runs are queued, run a shell step, wait for an input, or have just ended, and
 * starts it again with the same home. Needs {@code -Djenkins.war} and {@code -Djenkins.plugins}. {@code -Dkills} and
 * {@code -Dseed} have the same meaning as for {@link OperatorKillsIT}; the default is 20 kills.
 */
class RealJenkinsKillsIT extends RealJenkinsCrashTestCase {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int SECOND_MILLIS = 1000;

    /** What the runs do at the time of the kill. */
    private enum Moment {
        /** One run builds and two wait for it. */
        QUEUED,
        RUNNING,
        ASKING,
        /** Within a second after the last step. */
        ENDED
    }

    @BeforeEach
    void createPipelines() {
        project.createPipeline("sequential", true, recorder.jenkinsfile());
        project.createPipeline("asks", false, recorder.jenkinsfileWithInput());
        project.createPipeline("works", false, recorder.longJenkinsfile());
    }

    @Test
    void eachRunHasExactlyOneBuild() throws IOException {
        System.out.println("RealJenkinsKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS);
        List<PipelineRun> all = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Moment moment = Moment.values()[kill % Moment.values().length];
            List<PipelineRun> runs = createRuns(moment, "kill-" + kill);
            all.addAll(runs);
            awaitMoment(moment, runs);
            controller.kill();
            controller.start();
            if (moment == Moment.ASKING) {
                controller.awaitReady();
                runs.forEach(run -> answer(project.awaitPaused(run)));
            }
            for (PipelineRun run : runs) {
                assertions.assertOneBuild(assertions.awaitEnd(run), "killed while " + moment);
            }
        }
        System.out.println("RealJenkinsKillsIT: " + all.size() + " runs: " + assertions);
        assertThat(all).as("-Dseed=" + SEED).allSatisfy(assertions::assertStepExecutedOncePerResumption);
        passed = true;
    }

    private List<PipelineRun> createRuns(Moment moment, String prefix) {
        String pipeline =
                switch (moment) {
                    case QUEUED -> "sequential";
                    case ASKING -> "asks";
                    case RUNNING -> "works";
                    default -> CrashTestProject.PIPELINE;
                };
        List<PipelineRun> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(project.createRun(pipeline, prefix + "-" + i));
        }
        return runs;
    }

    private void awaitMoment(Moment moment, List<PipelineRun> runs) {
        switch (moment) {
            case QUEUED -> Await.pause(random.nextInt(3 * SECOND_MILLIS));
            case RUNNING -> {
                runs.forEach(run -> recorder.awaitStarted(run.getMetadata().getName()));
                Await.pause(random.nextInt(3 * SECOND_MILLIS));
            }
            case ASKING -> {
                runs.forEach(project::awaitPaused);
                Await.pause(random.nextInt(SECOND_MILLIS));
            }
            case ENDED -> {
                recorder.awaitMiddle(runs.get(0).getMetadata().getName());
                Await.pause(random.nextInt(SECOND_MILLIS));
            }
        }
    }

    /** The condition of the run may be from before the restart. Jenkins answers 404 until it has resumed the build. */
    private void answer(PipelineRun run) {
        String number = run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
        String path =
                "job/" + namespace + "/job/asks/" + number + "/input/" + BuildStepRecorder.INPUT_ID + "/proceedEmpty";
        Await.await("build " + number + " accepts an answer to its input").until(() -> {
            try {
                controller.http().post(path, Map.of());
                return true;
            } catch (AssertionError notYet) {
                return false;
            }
        });
    }
}
