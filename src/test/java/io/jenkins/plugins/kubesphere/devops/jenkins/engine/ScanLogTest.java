package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Scan;
import io.jenkins.plugins.kubesphere.devops.engine.Scan.LeftOut;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as the Git plugin 5 and the branch-api plugin write them. */
class ScanLogTest {
    private static ScanLog read(String log) throws IOException {
        return ScanLog.read(new BufferedReader(new StringReader(log)), line -> line);
    }

    @Test
    void branchesThatLackAJenkinsfile() throws IOException {
        ScanLog log = read("""
                Started by user anonymous
                [Sat Nov 21 10:00:00 UTC 2026] Starting branch indexing...
                 > git ls-remote --symref -- git://127.0.0.1/app # timeout=10
                Checking branches...
                  Checking branch bare
                      ‘Jenkinsfile’ not found
                    Does not meet criteria
                  Checking branch main
                      ‘Jenkinsfile’ found
                    Met criteria
                Scheduled build for branch: main
                  Checking branch feat/y
                      ‘Jenkinsfile’ not found (but found ‘jenkinsfile’, search is case sensitive)
                    Does not meet criteria
                Processed 3 branches
                Checking tags...
                  Checking tag v1
                      ‘Jenkinsfile’ found but is a directory not a file
                    Does not meet criteria
                Processed 1 tags
                [Sat Nov 21 10:00:01 UTC 2026] Finished branch indexing. Indexing took 1 sec
                Finished: SUCCESS
                """);

        assertThat(log.leftOut())
                .containsExactly(
                        new LeftOut("bare", "‘Jenkinsfile’ not found"),
                        new LeftOut(
                                "feat/y",
                                "‘Jenkinsfile’ not found (but found ‘jenkinsfile’, search is case sensitive)"),
                        new LeftOut("v1", "‘Jenkinsfile’ found but is a directory not a file"));
        assertThat(log.leftOutTotal()).isEqualTo(3);
        assertThat(log.failure()).isEmpty();
    }

    @Test
    void aScanThatFailed() throws IOException {
        ScanLog log = read("""
                Checking branches...
                ERROR: [Sat Nov 21 10:00:01 UTC 2026] Could not fetch branches from source 42
                FATAL: Failed to recompute children of demo » web
                hudson.plugins.git.GitException: Command "git fetch" returned status code 128:
                stderr: fatal: unable to access 'https://alice:secret@git.example/app'
                \tat hudson.plugins.git.Git.fetch(Git.java:1)
                Finished: FAILURE
                """);

        assertThat(log.failure()).isEqualTo("fatal: unable to access 'https://****@git.example/app'");
    }

    @Test
    void aScanThatFailedWithoutMoreThanAnError() throws IOException {
        assertThat(read("ERROR: [Sat Nov 21] Could not update folder level actions from source 42\nFinished: FAILURE\n")
                        .failure())
                .isEqualTo("Could not update folder level actions from source 42");
    }

    @Test
    void moreThanAScanHolds() throws IOException {
        ScanLog log = read(IntStream.range(0, 500)
                .mapToObj(i ->
                        "  Checking branch b" + i + "\n      ‘Jenkinsfile’ not found\n    Does not meet criteria\n")
                .collect(Collectors.joining()));

        assertThat(log.leftOut()).hasSize(Scan.MOST_LEFT_OUT);
        assertThat(log.leftOutTotal()).isEqualTo(500);
    }

    @Test
    void noLog(@TempDir Path folder) throws IOException {
        assertThat(ScanLog.read(folder.resolve("indexing.log")).leftOutTotal()).isZero();
    }
}
