package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunDetails#log}: each part is returned once, and characters are not split. */
interface LogContract extends EngineUnderTest {

    @Test
    default void theLogHasTheCauseTheOutputAndTheResult() {
        EngineTestProject sample = EngineTestProject.job(
                this, EngineTestProject.steps("echo 'hello'\nsh 'echo \"from $((1+1)) shells\"'"));
        RunRequest run = sample.start();
        sample.end(run);
        assertThat(sample.log(run))
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
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest queued = sample.start();
        assertThat(engine().runDetails().log(sample.job, queued.run(), 0)).isEmpty();
        assertThat(engine().runDetails().log(sample.job, sample.run().run(), 0)).isEmpty();
        engine().runs().stop(sample.job, queued.run());
        engine().runs().stop(sample.job, first.run());
        sample.end(first);
    }

    @Test
    default void theLogGrowsUntilTheBuildEnds() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("echo 'before'\ninput 'Go on?'\necho 'after'"));
        RunRequest run = sample.startAndAwaitInput();
        LogChunk first = await("the log has the output of the first step")
                .until(() -> engine().runDetails().log(sample.job, run.run(), 0).orElseThrow(), chunk -> chunk.text()
                        .contains("before"));
        assertThat(first.hasMore()).isTrue();
        sample.answer(run, true);
        sample.end(run);
        LogChunk rest = engine().runDetails()
                .log(sample.job, run.run(), first.nextOffset())
                .orElseThrow();
        assertThat(rest.text()).contains("after").doesNotContain("before").endsWith("Finished: SUCCESS\n");
        assertThat(rest.hasMore()).isFalse();
    }

    @Test
    default void charactersAreNeverSplit() {
        EngineTestProject sample = EngineTestProject.job(
                this, EngineTestProject.steps("sh 'printf \"a\\\\303\\\\251\\\\360\\\\237\\\\232\\\\200z\"'"));
        RunRequest run = sample.start();
        sample.end(run);
        LogChunk whole = engine().runDetails().log(sample.job, run.run(), 0).orElseThrow();
        assertThat(whole.text()).contains("aé\uD83D\uDE80z");
        List<LogChunk> fromEverywhere = LongStream.range(0, whole.nextOffset())
                .mapToObj(offset ->
                        engine().runDetails().log(sample.job, run.run(), offset).orElseThrow())
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
        EngineTestProject sample = EngineTestProject.job(
                this,
                EngineTestProject.steps(
                        "sh 'i=0; set +x; while [ $i -lt 20000 ]; do i=$((i+1)); echo \"äöü-$i\"; done'"));
        RunRequest run = sample.start();
        sample.end(run);
        String log = sample.log(run);
        assertThat(log.lines().filter(line -> line.startsWith("äöü-"))).hasSize(20_000);
        assertThat(log).contains("\näöü-1\n", "\näöü-20000\n").doesNotContain("\uFFFD");
    }

    @Test
    default void offsetPastTheEndGivesAnEmptyChunkAtTheEnd() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        long end = engine().runDetails()
                .log(sample.job, run.run(), 0)
                .orElseThrow()
                .nextOffset();
        assertThat(engine().runDetails().log(sample.job, run.run(), end)).contains(new LogChunk("", end, false));
        assertThat(engine().runDetails().log(sample.job, run.run(), end + 1000)).contains(new LogChunk("", end, false));
    }

    @Test
    default void aNegativeOffsetIsAnError() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        assertThatThrownBy(() -> engine().runDetails().log(sample.job, run.run(), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void theLogIsKeptAfterARestart() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        String log = sample.log(run);
        restart();
        assertThat(sample.log(run)).isEqualTo(log);
    }
}
