package io.jenkins.plugins.kubesphere.devops.operator.run.store;

/** There is a ConfigMap with the name of a run, and the run is not its owner. The message is for users. */
final class ForeignConfigMapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignConfigMapException(String message) {
        super(message);
    }
}
