package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.SkippedBranch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests logs of scans that the plugins git 5.7 and branch-api wrote. The comment of a test names another plugin if that
 * plugin wrote the log.
 */
class ScanLogReaderTest {

    @Test
    void branchesWithoutAJenkinsfileAreFound() throws IOException {
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

        assertThat(log.skipped())
                .containsExactly(
                        new SkippedBranch("bare", "‘Jenkinsfile’ not found"),
                        new SkippedBranch(
                                "feat/y",
                                "‘Jenkinsfile’ not found (but found ‘jenkinsfile’, search is case sensitive)"),
                        new SkippedBranch("v1", "‘Jenkinsfile’ found but is a directory not a file"));
        assertThat(log.skippedTotal()).isEqualTo(3);
        assertThat(log.failure()).isEmpty();
    }

    /** Log of cloudbees-bitbucket-branch-source 937. */
    @Test
    void branchesOfABitbucketServerWithoutAJenkinsfileAreFound() throws IOException {
        ScanLog log = read("""
                Looking up EX/web for pull requests
                Checking PR-7 from EX/web and branch feat/x
                      ‘Jenkinsfile’ not found
                    Skipped

                  1 pull requests were processed
                Looking up EX/web for branches
                Checking branch bare from EX/web
                      ‘Jenkinsfile’ not found
                    Skipped
                Checking branch feat/x from EX/web
                Discard branch feat/x because current strategy excludes branches that are also filed as a pull request
                Checking branch main from EX/web
                      ‘Jenkinsfile’ found
                    Met criteria
                """);

        assertThat(log.skipped())
                .containsExactly(
                        new SkippedBranch("PR-7", "‘Jenkinsfile’ not found"),
                        new SkippedBranch("bare", "‘Jenkinsfile’ not found"));
        assertThat(log.skippedTotal()).isEqualTo(2);
    }

    /** Log of subversion 1292. */
    @Test
    void foldersOfASubversionRepositoryWithoutAJenkinsfileAreFound() throws IOException {
        ScanLog log = read("""
                Opening conection to file:///srv/svn/
                Checking directory @HEAD
                Checking directory branches@HEAD
                Checking candidate branch branches/not yet@HEAD
                      ‘Jenkinsfile’ not found
                Does not meet criteria
                Checking candidate branch branches/x@HEAD
                      ‘Jenkinsfile’ found
                Met criteria
                """);

        assertThat(log.skipped()).containsExactly(new SkippedBranch("branches/not yet", "‘Jenkinsfile’ not found"));
    }

    /** Log of gitlab-branch-source 724, without the parts that are only for the pages of Jenkins. */
    @Test
    void branchesAndRequestsOnGitLabWithoutAJenkinsfileAreFound() throws IOException {
        ScanLog log = read("""
                Checking branches..\s

                Checking branch bare
                      ‘Jenkinsfile’ not found
                Does not meet criteria

                1 branches were processed

                Checking merge requests..

                Checking merge request !7
                      ‘Jenkinsfile’ not found
                Does not meet criteria
                """);

        assertThat(log.skipped())
                .containsExactly(
                        new SkippedBranch("bare", "‘Jenkinsfile’ not found"),
                        new SkippedBranch("!7", "‘Jenkinsfile’ not found"));
    }

    @Test
    void theErrorOfAFailedScanIsFound() throws IOException {
        ScanLog log = read("""
                Checking branches...
                ERROR: [Sat Nov 21 10:00:01 UTC 2026] Could not fetch branches from source 42
                FATAL: Failed to recompute children of demo » web
                hudson.plugins.git.GitException: Command "git fetch" returned status code 128:
                stderr: fatal: unable to access 'https://alice:secret@git.example/app'
                \tat hudson.plugins.git.Git.fetch(Git.java:1)
                Finished: FAILURE
                """);

        assertThat(log.failure()).isEqualTo("fatal: unable to access 'https://alice:secret@git.example/app'");
    }

    /**
     * The log of a GitLab project that does not exist. The message was "404 Project Not Found", of whatever project.
     */
    @Test
    void theOuterExceptionNamesTheProject() throws IOException {
        ScanLog log = read("""
                FATAL: Failed to recompute children of demo » web
                org.gitlab4j.api.GitLabApiException: 404 Project Not Found
                \tat org.gitlab4j.api.AbstractApi.validate(AbstractApi.java:1)
                Caused: java.io.IOException: could not read the project
                \tat io.jenkins.plugins.gitlabbranchsource.GitLabSCMSource.a(GitLabSCMSource.java:2)
                Caused: java.lang.IllegalStateException: Failed to retrieve project team/web
                \tat io.jenkins.plugins.gitlabbranchsource.GitLabSCMSource.b(GitLabSCMSource.java:3)
                Finished: FAILURE
                """);

        assertThat(log.failure()).isEqualTo("Failed to retrieve project team/web: 404 Project Not Found");
    }

    @Test
    void anOuterExceptionThatRepeatsTheInnerOneIsNotRepeated() throws IOException {
        assertThat(read("""
                        java.io.IOException: java.net.UnknownHostException: git.example
                        \tat a.B.c(B.java:1)
                        Caused by: java.net.UnknownHostException: git.example
                        """).failure()).isEqualTo("java.net.UnknownHostException: git.example");
        assertThat(read("""
                        java.io.IOException: cannot list the branches
                        \tat a.B.c(B.java:1)
                        Caused by: java.net.ConnectException: Connection refused
                        """).failure()).isEqualTo("cannot list the branches: Connection refused");
    }

    @Test
    void aFailedScanWithOnlyAnErrorLine() throws IOException {
        assertThat(read("ERROR: [Sat Nov 21] Could not update folder level actions from source 42\nFinished: FAILURE\n")
                        .failure())
                .isEqualTo("Could not update folder level actions from source 42");
    }

    @Test
    void theNumberOfBranchesIsLimited() throws IOException {
        ScanLog log = read(IntStream.range(0, 500)
                .mapToObj(i ->
                        "  Checking branch b" + i + "\n      ‘Jenkinsfile’ not found\n    Does not meet criteria\n")
                .collect(Collectors.joining()));

        assertThat(log.skipped()).hasSize(BranchScan.MAX_SKIPPED);
        assertThat(log.skippedTotal()).isEqualTo(500);
    }

    @Test
    void aMissingLogHasNoBranches(@TempDir Path folder) throws IOException {
        assertThat(ScanLogReader.read(folder.resolve("indexing.log")).skippedTotal())
                .isZero();
    }

    private static ScanLog read(String log) throws IOException {
        return ScanLogReader.read(new BufferedReader(new StringReader(log)), line -> line);
    }
}
