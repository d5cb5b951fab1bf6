package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

/** Only a build can find out the parameters of a Jenkinsfile. The message is that of {@link DeclaredParameters}. */
final class UnknownParametersException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownParametersException(String reason) {
        super(reason);
    }
}
