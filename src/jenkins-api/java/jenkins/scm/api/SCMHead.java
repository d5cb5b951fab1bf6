package jenkins.scm.api;

public class SCMHead {
    public SCMHead(String name) {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
