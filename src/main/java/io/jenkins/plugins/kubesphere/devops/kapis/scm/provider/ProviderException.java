package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

/** A provider refuses a request, or its answer cannot be used. The message has no secret. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int NOT_FOUND = 404;

    private final int status;

    /** @param status HTTP status of the provider's answer; 0 if there is no answer, or one that cannot be used */
    public ProviderException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** 404: there is something else at the path of a directory. */
    static ProviderException notDirectory(String path) {
        return new ProviderException(NOT_FOUND, "\"" + path + "\" is not a directory");
    }

    /** 404: there is something else at the path of a file. */
    static ProviderException notFile(String path) {
        return new ProviderException(NOT_FOUND, "\"" + path + "\" is not a file");
    }

    public int status() {
        return status;
    }
}
