package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What builds really did, as they told it themselves: files outside everything that operator and engine keep. */
final class BuildProbe {
    /** How long the shell step takes at least; the line that counts is written in its middle. */
    static final Duration STEP = Duration.ofMillis(400);

    /** The parameter by which a build knows whose it is. */
    static final String PARAMETER = "RUN";

    /** Id of the question that some pipelines ask. */
    static final String QUESTION = "Go";

    private final Path begun;
    private final Path done;
    private final Path places;

    /** @param folder must exist, and its path must need no quoting in a shell */
    BuildProbe(Path folder) {
        begun = folder.resolve("begun");
        done = folder.resolve("done");
        places = folder.resolve("places");
    }

    /** The same with a step that takes longer: about four seconds, the line that counts in its middle. */
    String longJenkinsfile() {
        return jenkinsfile().replace("sleep 0.2", "sleep 2");
    }

    /** The same with a step that does not end while a test goes on. */
    String endlessJenkinsfile() {
        return jenkinsfile().replace("sleep 0.2", "sleep 600");
    }

    /** A pipeline whose builds append their parameter to the files. */
    String jenkinsfile() {
        return "pipeline { agent any; stages { stage('Witness') { steps { sh 'echo $" + PARAMETER + " >> " + begun
                + "; sleep 0.2; echo $" + PARAMETER + " >> " + done + "; sleep 0.2' } } } }";
    }

    /** The same, after a question of that id was answered. */
    String jenkinsfileThatAsks() {
        return jenkinsfile().replace("{ sh '", "{ input id: '" + QUESTION + "', message: 'Go on?'; sh '");
    }

    /**
     * The Jenkinsfile of a branch. A branch that was never built takes no parameters, so its builds know their run by their
     * cause; those that Jenkins starts by itself are of none.
     *
     * @param options of the pipeline, empty for none
     * @param seconds how long the step takes at least; the line that counts is written in its middle
     */
    String branchJenkinsfile(String options, int seconds) {
        return """
                pipeline {
                  agent any
                  options { skipDefaultCheckout(); %1$s }
                  stages { stage('Witness') { steps { withEnv(["CAUSES=${currentBuild.buildCauses}"]) { sh '''
                    RUN=$(echo "$CAUSES" | sed 's#.*PipelineRun [^/]*/##; s#[^-a-z0-9].*##')
                    echo "$RUN@$BRANCH_NAME" >> %2$s
                    echo "$RUN" >> %3$s; sleep %5$s; echo "$RUN" >> %4$s; sleep %5$s
                  ''' } } } }
                }
                """.formatted(options, places, begun, done, seconds / 2.0);
    }

    /** The branches of which builds of the run were. */
    Set<String> branches(String run) {
        return lines(places).stream()
                .filter(line -> line.startsWith(run + "@"))
                .map(line -> line.substring(run.length() + 1))
                .collect(Collectors.toSet());
    }

    /** Waits until a build of the run has done its work. */
    void awaitDone(String run) {
        await("the step of " + run + " is done").until(() -> lines(done).contains(run));
    }

    /** Waits until a build of the run has begun its step. */
    void awaitBegun(String run) {
        await("the step of " + run + " runs").until(() -> lines(begun).contains(run));
    }

    /** How many builds of the run began. */
    long begun(String run) {
        return lines(begun).stream().filter(run::equals).count();
    }

    /** How many builds of the run did their work. */
    long done(String run) {
        return lines(done).stream().filter(run::equals).count();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
