package jenkins.branch;

import jenkins.scm.api.SCMHead;

public class Branch {
    private Branch() {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public String getSourceId() {
        throw new UnsupportedOperationException();
    }

    public SCMHead getHead() {
        throw new UnsupportedOperationException();
    }

    public static class Dead extends Branch {
        private Dead() {
            throw new UnsupportedOperationException();
        }
    }
}
