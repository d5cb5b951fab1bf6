package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Records what builds did, in files that the builds write themselves. Operator and engine do not know these files. */
final class BuildStepRecorder {
    /** Minimum time of the shell step; it writes its second line in the middle. */
    static final Duration STEP = Duration.ofMillis(400);

    /** The parameter that gives a build the name of its run. */
    static final String PARAMETER = "RUN";

    /** Id of the input in some pipelines. */
    static final String INPUT_ID = "Go";

    private final Path started;
    private final Path middle;
    private final Path branches;

    /** @param folder an existing folder whose path needs no quotes in a shell */
    BuildStepRecorder(Path folder) {
        started = folder.resolve("started");
        middle = folder.resolve("middle");
        branches = folder.resolve("branches");
    }

    /** Like {@link #jenkinsfile()}, but the step takes about four seconds. It writes its second line in the middle. */
    String longJenkinsfile() {
        return jenkinsfile().replace("sleep 0.2", "sleep 2");
    }

    /** Like {@link #jenkinsfile()}, but the step does not end during a test. */
    String endlessJenkinsfile() {
        return jenkinsfile().replace("sleep 0.2", "sleep 600");
    }

    /**
     * A pipeline whose builds append the name of their run to the files: at the start of the step, and in its middle.
     */
    String jenkinsfile() {
        return "pipeline { agent any; stages { stage('Probe') { steps { sh 'echo $" + PARAMETER + " >> " + started
                + "; sleep 0.2; echo $" + PARAMETER + " >> " + middle + "; sleep 0.2' } } } }";
    }

    /** Like {@link #jenkinsfile()}, but a build first waits for an input. */
    String jenkinsfileWithInput() {
        return jenkinsfile().replace("{ sh '", "{ input id: '" + INPUT_ID + "', message: 'Go on?'; sh '");
    }

    /**
     * The Jenkinsfile of a branch. A branch that was never built accepts no parameters, so its builds read the name of
     * their run from their cause. Builds that Jenkins starts by itself have no run.
     *
     * @param options options of the pipeline; empty for none
     * @param seconds minimum time of the step; the second line is written in its middle
     */
    String branchJenkinsfile(String options, int seconds) {
        return """
                pipeline {
                  agent any
                  options { skipDefaultCheckout(); %1$s }
                  stages { stage('Probe') { steps { withEnv(["CAUSES=${currentBuild.buildCauses}"]) { sh '''
                    RUN=$(echo "$CAUSES" | sed 's#.*PipelineRun [^/]*/##; s#[^-a-z0-9].*##')
                    echo "$RUN@$BRANCH_NAME" >> %2$s
                    echo "$RUN" >> %3$s; sleep %5$s; echo "$RUN" >> %4$s; sleep %5$s
                  ''' } } } }
                }
                """.formatted(options, branches, started, middle, seconds / 2.0);
    }

    /** The branches on which the run was built. */
    Set<String> branches(String run) {
        return lines(branches).stream()
                .filter(line -> line.startsWith(run + "@"))
                .map(line -> line.substring(run.length() + 1))
                .collect(Collectors.toSet());
    }

    /** Waits until a build of the run has written its second line. */
    void awaitMiddle(String run) {
        await("the step of " + run + " has reached its middle")
                .until(() -> lines(middle).contains(run));
    }

    /** Waits until a build of the run has started its step. */
    void awaitStarted(String run) {
        await("the step of " + run + " runs").until(() -> lines(started).contains(run));
    }

    /** Number of builds of the run that started their step. */
    long countStarts(String run) {
        return lines(started).stream().filter(run::equals).count();
    }

    /** Number of builds of the run that wrote their second line. */
    long countMiddles(String run) {
        return lines(middle).stream().filter(run::equals).count();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
