package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import org.junit.jupiter.api.Test;

/** Builds of the embedded engine that are stopped. */
class EmbeddedStopTest extends EmbeddedEngineTestCase {
    @Test
    void loopInGroovyCodeCanBeStopped() {
        EngineTestProject sample = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("script { echo 'spinning'\n while (true) { } }"));
        RunRequest run = sample.start();
        await("it spins").until(() -> sample.log(run).contains("spinning"));
        engine.runs().stop(sample.job, run.run());
        RunSnapshot end = sample.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.ABORTED);
        assertThat(end.message()).isEqualTo("stage \"Build\": stopped");
    }

    @Test
    void postRunsAfterAStop() {
        EngineTestProject sample = EngineTestProject.createWithJob(
                this,
                "pipeline {\n agent any\n stages { stage('Wait') { steps { input 'Go on?' } } }\n"
                        + " post { aborted { sh 'echo post $((1+1))' } }\n}");
        RunRequest run = sample.startAndAwaitInput();
        engine.runs().stop(sample.job, run.run());
        assertThat(sample.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(sample.log(run)).contains("post 2\n", "Finished: ABORTED");
    }
}
