package jenkins.scm.api;

import hudson.model.TaskListener;
import java.io.IOException;

public abstract class SCMSource {
    protected SCMSource() {
        throw new UnsupportedOperationException();
    }

    public final SCMRevision fetch(SCMHead head, TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public SCMRevision getTrustedRevision(SCMRevision revision, TaskListener listener)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
