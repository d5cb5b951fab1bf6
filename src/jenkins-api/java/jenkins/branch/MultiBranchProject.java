package jenkins.branch;

import com.cloudbees.hudson.plugins.folder.computed.ComputedFolder;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import jenkins.scm.api.SCMSource;

public abstract class MultiBranchProject<P extends Job<P, R> & TopLevelItem, R extends Run<P, R>>
        extends ComputedFolder<P> {
    protected MultiBranchProject(ItemGroup<?> parent, String name) {
        super(parent, name);
    }

    public BranchProjectFactory<P, R> getProjectFactory() {
        throw new UnsupportedOperationException();
    }

    public SCMSource getSCMSource(String sourceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isBuildable() {
        throw new UnsupportedOperationException();
    }
}
