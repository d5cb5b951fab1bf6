package jenkins.scm.api;

public abstract class SCMRevision {
    protected SCMRevision(SCMHead head) {
        throw new UnsupportedOperationException();
    }
}
