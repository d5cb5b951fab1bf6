package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunLogReader#open}: what was there at that moment is read, and nothing else. */
interface LogSnapshotContract extends EngineUnderTest {
    private LogSnapshot open(EngineTestProject project, RunRequest run) {
        return engine().runLogs()
                .open(project.job, run.run(), Instant.EPOCH, Optional.empty())
                .orElseThrow();
    }

    private static String read(LogSnapshot log, long from) {
        StringBuilder text = new StringBuilder();
        LogChunk part = log.read(from);
        text.append(part.text());
        while (part.hasMore()) {
            part = log.read(part.nextOffset());
            text.append(part.text());
        }
        return text.toString();
    }

    @Test
    default void theSnapshotOfAnEndedBuildHasItsWholeLog() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "sh 'i=0; set +x; while [ $i -lt 200000 ]; do i=$((i+1)); echo \"äöü-$i\"; done'"));
        RunRequest run = project.start();
        project.awaitEnd(run);

        LogSnapshot log = open(project, run);

        assertThat(log.isComplete()).isTrue();
        assertThat(read(log, 0)).isEqualTo(project.log(run)).contains("\näöü-200000\n");
        assertThat(log.read(log.size())).isEqualTo(new LogChunk("", log.size(), false));
        assertThat(log.read(log.size() + 1_000)).isEqualTo(new LogChunk("", log.size(), false));
        assertThatThrownBy(() -> log.read(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void theSnapshotOfARunningBuildEndsWithALineAndDoesNotGrow() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("sh 'printf \"before\\\\nafter\"'\ninput 'Go on?'\necho 'end'"));
        RunRequest run = project.startAndAwaitInput();
        LogSnapshot log = await("the output of the first step")
                .until(() -> open(project, run), found -> read(found, 0).contains("before"));
        String text = read(log, 0);

        assertThat(log.isComplete()).isFalse();
        assertThat(text).endsWith("\n");
        project.answer(run, true);
        project.awaitEnd(run);

        assertThat(read(log, 0)).isEqualTo(text);
        assertThat(text + read(open(project, run), log.size())).isEqualTo(project.log(run));
    }

    @Test
    default void aRunWithoutABuildHasNoSnapshot() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));

        assertThat(engine().runLogs().open(project.job, project.newRequest().run(), Instant.EPOCH, Optional.empty()))
                .isEmpty();
    }
}
