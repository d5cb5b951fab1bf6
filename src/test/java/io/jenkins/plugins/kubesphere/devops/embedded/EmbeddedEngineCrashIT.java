package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that runs an engine (SIGKILL). Checks what a new engine does with the state of the killed engine. */
class EmbeddedEngineCrashIT {
    @TempDir
    private Path temp;

    /** Each run appends a line to its own file. The number of lines shows how often its step ran. */
    @Test
    void eachRunHasExactlyOneBuildAfterFourKills() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("lines"));
        String jenkinsfile = EngineTestProject.steps("sh 'echo ran >> " + folder + "/$WHICH'");
        for (int runCount : List.of(1, 6, 13, 23)) {
            killWhen(folder, runCount, jenkinsfile);
        }
        Process last = startProcess(jenkinsfile);
        try (BufferedReader out = last.inputReader()) {
            assertThat(out.lines()).containsExactly(KilledEngineMain.STARTED, KilledEngineMain.DONE);
        }
        last.waitFor();
        try (EmbeddedEngine engine = new EmbeddedEngine(state())) {
            assertThat(new EmbeddedUserActions(engine).countBuilds(KilledEngineMain.JOB))
                    .isEqualTo(KilledEngineMain.RUNS);
            for (int i = 0; i < KilledEngineMain.RUNS; i++) {
                assertRanOnce(
                        engine.runs()
                                .find(KilledEngineMain.JOB, KilledEngineMain.run(i))
                                .orElseThrow(),
                        folder.resolve("" + i));
            }
            List<Integer> numbers = IntStream.range(0, KilledEngineMain.RUNS)
                    .mapToObj(i -> engine.runs()
                            .find(KilledEngineMain.JOB, KilledEngineMain.run(i))
                            .orElseThrow())
                    .map(snapshot -> snapshot.number().orElseThrow())
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates();
        }
    }

    private static void assertRanOnce(RunSnapshot run, Path lineFile) throws IOException {
        List<String> lines = Files.exists(lineFile) ? Files.readAllLines(lineFile) : List.of();
        if (run.result() == RunResult.SUCCESS) {
            assertThat(lines).as(run.toString()).hasSize(1);
        } else {
            assertThat(run.message()).isEqualTo(BuildOutcome.INTERRUPTED.message());
            assertThat(lines).as(run.toString()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void childProcessesEndWithTheKilledEngine() throws Exception {
        Path pids = Files.createDirectory(temp.resolve("pids"));
        String branch = ": { sh 'echo $$ > " + pids + "/$WHICH-$$; exec sleep 1000' }";
        Process process = startProcess(EngineTestProject.steps("parallel a" + branch + ", b" + branch));
        int expected = 2 * EmbeddedEngine.DEFAULT_EXECUTORS;
        File[] files = await("both branches of some builds run")
                .until(() -> pids.toFile().listFiles(), found -> found.length == expected);
        List<ProcessHandle> scripts = Stream.of(files)
                .map(file -> ProcessHandle.of(pid(file.toPath())).orElseThrow())
                .toList();
        kill(process);
        await("the scripts have ended").until(() -> scripts.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static long pid(Path file) {
        return Long.parseLong(await("the process id is written")
                .until(
                        () -> {
                            try {
                                return Files.readString(file).trim();
                            } catch (IOException e) {
                                return "";
                            }
                        },
                        text -> !text.isEmpty()));
    }

    /** Starts the program, and kills it as soon as this number of runs has written a line. */
    private void killWhen(Path folder, int runCount, String jenkinsfile) throws Exception {
        Process process = startProcess(jenkinsfile);
        try {
            await(runCount + " runs have written a line")
                    .until(() -> folder.toFile().list().length >= runCount);
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private Process startProcess(String jenkinsfile) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Each process ends soon after its start, so an optimizing compiler does not help.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledEngineMain.class.getName(),
                        state().toString(),
                        jenkinsfile)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Path state() {
        return temp.resolve("state");
    }
}
