package io.jenkins.plugins.kubesphere.devops.operator.crash;

import io.jenkins.plugins.kubesphere.devops.engine.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What builds really did, as they told it themselves: files outside everything that operator and engine keep. */
final class Witness {
    /** How long the shell step takes at least; the line that counts is written in its middle. */
    static final Duration STEP = Duration.ofMillis(400);

    /** The parameter by which a build knows whose it is. */
    static final String PARAMETER = "RUN";

    /** Id of the question that some pipelines ask. */
    static final String QUESTION = "Go";

    private final Path begun;
    private final Path done;

    /** @param folder must exist, and its path must need no quoting in a shell */
    Witness(Path folder) {
        begun = folder.resolve("begun");
        done = folder.resolve("done");
    }

    /** The same with a step that takes longer: about four seconds, the line that counts in its middle. */
    String longJenkinsfile() {
        return jenkinsfile().replace("sleep 0.2", "sleep 2");
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

    /** Waits until a build of the run has done its work. */
    void awaitDone(String run) {
        Await.until("the step of " + run + " is done", () -> lines(done).contains(run));
    }

    /** Waits until a build of the run has begun its step. */
    void awaitBegun(String run) {
        Await.until("the step of " + run + " runs", () -> lines(begun).contains(run));
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
