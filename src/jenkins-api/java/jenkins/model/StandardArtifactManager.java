package jenkins.model;

import hudson.model.Run;
import jenkins.util.VirtualFile;

public class StandardArtifactManager extends ArtifactManager {
    public StandardArtifactManager(Run<?, ?> build) {}

    @Override
    public VirtualFile root() {
        return null;
    }
}
