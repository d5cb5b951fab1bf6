package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import org.junit.jupiter.api.Test;

/** Tests what happens to a build of the embedded engine that is stopped. */
class EmbeddedBuildStopTest extends EmbeddedEngineTestCase {
    @Test
    void loopInGroovyCodeCanBeStopped() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("script { echo 'spinning'\n while (true) { } }"));
        RunRequest run = project.start();
        await("it spins").until(() -> project.log(run).contains("spinning"));
        engine.runs().stop(project.job, run.run());
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.ABORTED);
        assertThat(end.message()).isEqualTo("stage \"Build\": stopped");
    }

    @Test
    void postRunsAfterAStop() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                "pipeline {\n agent any\n stages { stage('Wait') { steps { input 'Go on?' } } }\n"
                        + " post { aborted { sh 'echo post $((1+1))' } }\n}");
        RunRequest run = project.startAndAwaitInput();
        engine.runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(project.log(run)).contains("post 2\n", "Finished: ABORTED");
    }
}
