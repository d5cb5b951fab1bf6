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
 * Records which texts this plugin wrote into the folder of a project, and for which project. It is also in a
 * multi-branch job, because that job is a folder for Jenkins. {@link OwnerFile} alone decides to whom the folder
 * belongs. Immutable.
 */
public final class ManagedFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    /**
     * The sections that the spec of the pipeline owns, see {@link ManagedJobProperty}; null for the folder of a
     * project. Do not rename this field or the other fields of this class: their names are elements in config.xml.
     */
    private final ArrayList<String> applied;

    /** The name of the folder of a project; null for a multi-branch job. */
    private final String folder;

    private final String displayName;
    private final String description;

    /**
     * Creates the mark of the folder of a project. The mark of a job is not created here: the renderer writes it into
     * the config.xml.
     */
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

    /** True if the mark is equal to the mark that the request would write. */
    boolean matches(FolderRequest request) {
        return owner().equals(request.owner())
                && request.name().equals(folder)
                && displayName().equals(request.displayName())
                && description().equals(request.description());
    }

    /** The full name that the folder must have. */
    String expectedPath() {
        if (folder != null) {
            return folder;
        }
        Owner owner = owner();
        return owner.namespace().isEmpty() ? owner.name() : owner.namespace() + "/" + owner.name();
    }

    /** The display name that this plugin wrote last; empty for none. */
    String displayName() {
        return Objects.requireNonNullElse(displayName, "");
    }

    /** The description that this plugin wrote last; empty for none. */
    String description() {
        return Objects.requireNonNullElse(description, "");
    }

    /** The project or pipeline; never null. Parts that are missing in an edited config.xml are empty. */
    public Owner owner() {
        return ItemOwnership.toOwner(kind, namespace, name, uid);
    }

    /** Never null; empty for a project's folder. */
    public List<String> ownedSections() {
        return applied == null ? List.of() : List.copyOf(applied);
    }

    /**
     * For the page "Configure": false on a moved or copied folder, which has the mark but does not belong to the owner.
     */
    public boolean isOwnerMarkOf(Item item) {
        return ItemOwnership.ownerOf(item).filter(owner()::equals).isPresent();
    }

    /** For the page "Configure": the fields that this plugin restores, in one line. */
    public String getFields() {
        List<String> fields = new ArrayList<>(ownedSections());
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

    /** Keeps the property, because the configuration form does not contain it. */
    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /**
     * The descriptor. A person cannot add the property. The ordinal puts its text above the settings of other plugins.
     */
    @Extension(ordinal = 1000)
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        /** Returns null, so that the form of an item without a mark does not create one. */
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
