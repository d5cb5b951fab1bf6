package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import java.io.IOException;

public abstract class EnvironmentContributor implements ExtensionPoint {
    public EnvironmentContributor() {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("rawtypes")
    public void buildEnvironmentFor(Run build, EnvVars variables, TaskListener listener)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
