package jenkins.scm.api;

public abstract class SCMSource {
    protected SCMSource() {
        throw new UnsupportedOperationException();
    }
}
