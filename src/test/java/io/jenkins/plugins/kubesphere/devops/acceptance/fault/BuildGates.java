package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Files that builds wait for, so that a test decides when a build goes on, whatever has happened to its engine. A build
 * writes down each step that it starts.
 *
 * @param folder its path needs no quotes in a shell
 */
record BuildGates(Path folder) {
    /** The parameter that gives a build the name of its run. */
    static final String PARAMETER = "RUN";

    /** Id of the input. */
    static final String INPUT_ID = "Go";

    /** A step that waits. */
    enum Gate {
        BUILD,
        LINUX,
        WINDOWS,
        DEPLOY
    }

    /** A pipeline with all states of {@link RunState}. */
    String jenkinsfile() {
        return """
                pipeline { agent any; stages {
                  stage('Build') { steps { %s } }
                  stage('Ask') { steps { input id: '%s', message: 'Go on?' } }
                  stage('Test') { parallel {
                    stage('Linux') { steps { %s } }
                    stage('Windows') { steps { %s } } } }
                  stage('Deploy') { steps { %s } } } }
                """.formatted(step(Gate.BUILD), INPUT_ID, step(Gate.LINUX), step(Gate.WINDOWS), step(Gate.DEPLOY));
    }

    private String step(Gate gate) {
        String file = folder + "/$" + PARAMETER + "." + gate.name().toLowerCase(Locale.ROOT);
        return "sh 'echo entered >> " + file + ".entered; while [ ! -e " + file + ".open ]; do sleep 0.1; done;"
                + " [ ! -s " + file + ".open ]'";
    }

    /** Lets the build of a run pass. */
    void open(String run, Gate gate) {
        open(run, gate, "");
    }

    /** Lets the step of a run fail. */
    void openWithFailure(String run, Gate gate) {
        open(run, gate, "fail");
    }

    private void open(String run, Gate gate, String content) {
        try {
            Path file = file(run, gate, "open");
            if (!Files.exists(file)) {
                // The step must not see the file before its content.
                Files.move(Files.writeString(file(run, gate, "next"), content), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitEntered(String run, Gate gate) {
        await(run + " has reached " + gate).until(() -> countEntered(run, gate) > 0);
    }

    /** How often builds of the run have started this step. */
    long countEntered(String run, Gate gate) {
        Path file = file(run, gate, "entered");
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String run, Gate gate, String kind) {
        return folder.resolve(run + "." + gate.name().toLowerCase(Locale.ROOT) + "." + kind);
    }
}
