package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import org.junit.jupiter.api.Test;

/** Contract of a run whose build was deleted by a person or a discarder: the run is never built again. */
interface DeletedBuildContract extends EngineUnderTest {

    @Test
    default void aRunWhoseBuildAPersonDeletedIsNotBuiltAgain() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        userActions().deleteBuild(project.job, run.run());
        assertNotBuiltAgain(project, run, 0);
        assertThat(project.find(run).message())
                .isEqualTo("build 1 ended with result SUCCESS; it was deleted, with its log");
        assertThat(engine().runLogs().log(project.job, run.run(), 0)).isEmpty();
        restart();
        assertNotBuiltAgain(project, run, 0);
        engine().runs().stop(project.job, run.run());
        assertNotBuiltAgain(project, run, 0);
    }

    @Test
    default void aRunWhoseBuildADiscarderDeletedIsNotBuiltAgain() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.KEEPS_ONE_BUILD);
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        project.awaitEnd(project.start());
        await("the first build is deleted")
                .until(() -> project.find(run).state(), state -> state == State.BUILD_DELETED);
        await("one build is left").until(() -> userActions().countBuilds(project.job) == 1);
        restart();
        assertNotBuiltAgain(project, run, 1);
    }

    @Test
    default void aRunThatIsDeletedAfterItsBuildMayBeBuiltAgain() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        userActions().deleteBuild(project.job, run.run());
        engine().runs().delete(project.job, run.run());
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        restart();
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        engine().runs().start(run);
        assertThat(project.awaitEnd(run).number()).hasValue(2);
    }

    /** A job of the same name is another job. */
    @Test
    default void aJobThatIsCreatedAgainHasNoDeletedBuilds() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        userActions().deleteBuild(project.job, run.run());
        userActions().deleteJob(project.job);
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        project.ensure(EngineTestProject.spec("", false, EngineTestProject.steps("echo 'hello'")));
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        engine().runs().start(run);
        project.awaitEnd(run);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(1);
    }

    private void assertNotBuiltAgain(EngineTestProject project, RunRequest run, int otherBuilds) {
        RunSnapshot deleted = project.find(run);
        assertThat(deleted.state()).isEqualTo(State.BUILD_DELETED);
        assertThat(deleted.number()).hasValue(1);
        assertThat(deleted.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(deleted.endedAt().orElseThrow())
                .isAfterOrEqualTo(deleted.startedAt().orElseThrow());
        assertThat(engine().runs().start(run)).isEqualTo(deleted);
        assertThat(project.find(run)).isEqualTo(deleted);
        assertThat(userActions().countBuilds(project.job)).isEqualTo(otherBuilds);
    }
}
