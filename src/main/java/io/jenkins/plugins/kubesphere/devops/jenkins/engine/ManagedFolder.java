package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Marks a folder as a project's, or a job with branches as a pipeline's: that is a folder to Jenkins. Kept in its config.xml,
 * so it is there from the moment the folder is, and it moves and is copied with it. Immutable.
 */
public final class ManagedFolder extends AbstractFolderProperty<AbstractFolder<?>> {
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    /** The sections of the document that the pipeline's spec put there, see {@link ManagedJob}; null for a project's folder. */
    private final ArrayList<String> applied;

    /** The mark of a project's folder. That of a job is rendered into its document. */
    public ManagedFolder(Owner owner) {
        this.kind = owner.kind();
        this.namespace = owner.namespace();
        this.name = owner.name();
        this.uid = owner.uid();
        this.applied = null;
    }

    /** The project or pipeline; never null, though a config.xml edited by hand may lack parts of it, which are then empty. */
    public Owner owner() {
        return Owners.of(kind, namespace, name, uid);
    }

    /** Never null; empty for a project's folder. */
    public List<String> applied() {
        return applied == null ? List.of() : List.copyOf(applied);
    }

    /** The configuration form knows nothing of this property, so it must not take it away either. */
    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /** Not offered to be added by hand. */
    @Extension
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        /** The form of an item without the mark does not make one. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) {
            return null;
        }

        @Override
        public String getDisplayName() {
            return "KubeSphere DevOps";
        }
    }
}
