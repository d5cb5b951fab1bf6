package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.model.JobPropertyDescriptor;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Marks a job as the job of a pipeline. The mark is written only by the renderer, as XML. The names of the fields are
 * the format of that XML. Immutable.
 */
public final class ManagedJobProperty extends JobProperty<Job<?, ?>> {
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    /**
     * The sections of the config.xml that the spec of the pipeline owns. Do not rename this field: its name is an
     * element in config.xml.
     */
    private final ArrayList<String> applied;

    public ManagedJobProperty(Owner owner, List<String> applied) {
        this.kind = owner.kind();
        this.namespace = owner.namespace();
        this.name = owner.name();
        this.uid = owner.uid();
        this.applied = new ArrayList<>(applied);
    }

    /** The pipeline; never null. Parts that are missing in an edited config.xml are empty. */
    public Owner owner() {
        return ItemOwnership.toOwner(kind, namespace, name, uid);
    }

    public List<String> ownedSections() {
        return applied == null ? List.of() : List.copyOf(applied);
    }

    /**
     * For the page "Configure": false on a moved or copied job, which has the mark but does not belong to the pipeline.
     */
    public boolean isOwnerMarkOf(Item item) {
        return ItemOwnership.ownerOf(item).filter(owner()::equals).isPresent();
    }

    /** For the page "Configure": the fields that this plugin restores, in one line. */
    public String getFields() {
        return String.join(", ", ownedSections());
    }

    /** Keeps the property, because the configuration form does not contain it. */
    @Override
    public JobProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /**
     * The descriptor. A person cannot add the property. The ordinal puts its text above the settings of other plugins.
     */
    @Extension(ordinal = 1000)
    public static final class DescriptorImpl extends JobPropertyDescriptor {
        /** Returns null, so that the form of an item without a mark does not create one. */
        @Override
        public JobProperty<?> newInstance(StaplerRequest2 request, JSONObject form) {
            return null;
        }

        @Override
        public String getDisplayName() {
            return "KubeSphere DevOps";
        }
    }
}
