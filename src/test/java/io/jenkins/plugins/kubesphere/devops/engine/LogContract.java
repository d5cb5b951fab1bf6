package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunLogReader#log}: each part is returned once, and characters are not split. */
interface LogContract extends EngineUnderTest {

    @Test
    default void theLogHasTheCauseTheOutputAndTheResult() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("echo 'hello'\nsh 'echo \"from $((1+1)) shells\"'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        assertThat(project.log(run))
                .containsSubsequence(
                        "alice",
                        run.run().toString(),
                        "[Pipeline] { (Build)",
                        "hello",
                        "+ echo",
                        "from 2 shells",
                        "Finished: SUCCESS");
    }

    @Test
    default void logOfARunWithoutABuildIsAbsent() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest queued = project.start();
        assertThat(engine().runLogs().log(project.job, queued.run(), 0)).isEmpty();
        assertThat(engine().runLogs().log(project.job, project.newRequest().run(), 0))
                .isEmpty();
        engine().runs().stop(project.job, queued.run());
        engine().runs().stop(project.job, first.run());
        project.awaitEnd(first);
    }

    @Test
    default void theLogGrowsUntilTheBuildEnds() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("echo 'before'\ninput 'Go on?'\necho 'after'"));
        RunRequest run = project.startAndAwaitInput();
        LogChunk first = await("the log has the output of the first step")
                .until(() -> engine().runLogs().log(project.job, run.run(), 0).orElseThrow(), chunk -> chunk.text()
                        .contains("before"));
        assertThat(first.hasMore()).isTrue();
        project.answer(run, true);
        project.awaitEnd(run);
        LogChunk rest = engine().runLogs()
                .log(project.job, run.run(), first.nextOffset())
                .orElseThrow();
        assertThat(rest.text()).contains("after").doesNotContain("before").endsWith("Finished: SUCCESS\n");
        assertThat(rest.hasMore()).isFalse();
    }

    @Test
    default void charactersAreNeverSplit() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("sh 'printf \"a\\\\303\\\\251\\\\360\\\\237\\\\232\\\\200z\"'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        LogChunk whole = engine().runLogs().log(project.job, run.run(), 0).orElseThrow();
        assertThat(whole.text()).contains("aé\uD83D\uDE80z");
        List<LogChunk> fromEverywhere = LongStream.range(0, whole.nextOffset())
                .mapToObj(offset ->
                        engine().runLogs().log(project.job, run.run(), offset).orElseThrow())
                .toList();
        assertThat(fromEverywhere).allSatisfy(chunk -> {
            assertThat(chunk.nextOffset()).isEqualTo(whole.nextOffset());
            assertThat(chunk.text()).doesNotContain("\uFFFD");
        });
        assertThat(fromEverywhere.stream().map(LogChunk::text))
                .anyMatch(text -> text.startsWith("é\uD83D\uDE80z"))
                .anyMatch(text -> text.startsWith("\uD83D\uDE80z"))
                .anyMatch(text -> text.startsWith("z"));
    }

    @Test
    default void aLargeLogIsReturnedCompletelyInParts() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "sh 'i=0; set +x; while [ $i -lt 20000 ]; do i=$((i+1)); echo \"äöü-$i\"; done'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        String log = project.log(run);
        assertThat(log.lines().filter(line -> line.startsWith("äöü-"))).hasSize(20_000);
        assertThat(log).contains("\näöü-1\n", "\näöü-20000\n").doesNotContain("\uFFFD");
    }

    @Test
    default void offsetPastTheEndGivesAnEmptyChunkAtTheEnd() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        long end =
                engine().runLogs().log(project.job, run.run(), 0).orElseThrow().nextOffset();
        assertThat(engine().runLogs().log(project.job, run.run(), end)).contains(new LogChunk("", end, false));
        assertThat(engine().runLogs().log(project.job, run.run(), end + 1000)).contains(new LogChunk("", end, false));
    }

    @Test
    default void aNegativeOffsetIsAnError() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        assertThatThrownBy(() -> engine().runLogs().log(project.job, run.run(), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void theLogIsKeptAfterARestart() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        String log = project.log(run);
        restart();
        assertThat(project.log(run)).isEqualTo(log);
    }
}
