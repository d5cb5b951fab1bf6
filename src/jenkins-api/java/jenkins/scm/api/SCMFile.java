package jenkins.scm.api;

import java.io.IOException;
import java.io.InputStream;

public abstract class SCMFile {
    protected SCMFile() {
        throw new UnsupportedOperationException();
    }

    public abstract InputStream content() throws IOException, InterruptedException;
}
