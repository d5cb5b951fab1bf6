package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Marks a folder as a project's, and notes what of its texts we put there; or a job with branches as a pipeline's: that is a
 * folder to Jenkins. Kept in its config.xml, so it is there from the moment the folder is, and it moves with it. Immutable.
 */
public final class ManagedFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    /** The sections of the document that the pipeline's spec put there, see {@link ManagedJobProperty}; null for a project's folder. */
    private final ArrayList<String> applied;

    /** Where a project's is; else a copy, which has the same mark, would be ours. */
    private final String folder;

    private final String displayName;
    private final String description;

    /** The mark of a project's folder. That of a job is rendered into its document. */
    ManagedFolderProperty(FolderRequest request) {
        this.kind = request.owner().kind();
        this.namespace = request.owner().namespace();
        this.name = request.owner().name();
        this.uid = request.owner().uid();
        this.folder = request.name();
        this.displayName = request.displayName();
        this.description = request.description();
        this.applied = null;
    }

    /** True if the mark says what the request would write. */
    boolean says(FolderRequest request) {
        return owner().equals(request.owner())
                && request.name().equals(folder)
                && displayName().equals(request.displayName())
                && description().equals(request.description());
    }

    /** The full name of where the folder belongs. */
    String place() {
        if (folder != null) {
            return folder;
        }
        Owner owner = owner();
        return owner.namespace().isEmpty() ? owner.name() : owner.namespace() + "/" + owner.name();
    }

    /** What we made it at last; empty for nothing. */
    String displayName() {
        return Objects.requireNonNullElse(displayName, "");
    }

    /** What we made it at last; empty for nothing. */
    String description() {
        return Objects.requireNonNullElse(description, "");
    }

    /** The project or pipeline; never null, though a config.xml edited by hand may lack parts of it, which are then empty. */
    public Owner owner() {
        return ItemOwnership.of(kind, namespace, name, uid);
    }

    /** Never null; empty for a project's folder. */
    public List<String> applied() {
        return applied == null ? List.of() : List.copyOf(applied);
    }

    /** For the page "Configure": true on the folder that the mark is for, false on one that only carries it. */
    public boolean isOf(Item item) {
        return ItemOwnership.of(item).filter(owner()::equals).isPresent();
    }

    /** For the page "Configure": what is put back, in one line. */
    public String getFields() {
        List<String> fields = new ArrayList<>(applied());
        if (folder != null) {
            fields.add("name");
        }
        if (!displayName().isEmpty()) {
            fields.add("displayName");
        }
        if (!description().isEmpty()) {
            fields.add("description");
        }
        return String.join(", ", fields);
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
