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
 * Marks a job as a pipeline's. It is rendered into the job's document with everything else, never set by itself: its
 * fields are that document's format. Immutable.
 */
public final class ManagedJobProperty extends JobProperty<Job<?, ?>> {
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    /** The sections of the document that the pipeline's spec put there; what else is in it is somebody else's. */
    private final ArrayList<String> applied;

    public ManagedJobProperty(Owner owner, List<String> applied) {
        this.kind = owner.kind();
        this.namespace = owner.namespace();
        this.name = owner.name();
        this.uid = owner.uid();
        this.applied = new ArrayList<>(applied);
    }

    /** The pipeline; never null, though a config.xml edited by hand may lack parts of it, which are then empty. */
    public Owner owner() {
        return ItemOwnership.of(kind, namespace, name, uid);
    }

    public List<String> applied() {
        return applied == null ? List.of() : List.copyOf(applied);
    }

    /** For the page "Configure": true on the job that the mark is for, false on one that only carries it. */
    public boolean isOf(Item item) {
        return ItemOwnership.of(item).filter(owner()::equals).isPresent();
    }

    /** For the page "Configure": what is put back, in one line. */
    public String getFields() {
        return String.join(", ", applied());
    }

    /** The configuration form knows nothing of this property, so it must not take it away either. */
    @Override
    public JobProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /** Not offered to be added by hand. */
    @Extension
    public static final class DescriptorImpl extends JobPropertyDescriptor {
        /** The form of an item without the mark does not make one. */
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
