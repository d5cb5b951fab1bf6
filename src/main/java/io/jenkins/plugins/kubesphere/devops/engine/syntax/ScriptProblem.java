package io.jenkins.plugins.kubesphere.devops.engine.syntax;

import java.util.Objects;

/**
 * Why a Jenkinsfile does not compile.
 *
 * @param line from 1; 0 if not known
 * @param column from 1; 0 if not known
 * @param message of the compiler
 */
public record ScriptProblem(int line, int column, String message) {
    public ScriptProblem {
        Objects.requireNonNull(message);
    }
}
