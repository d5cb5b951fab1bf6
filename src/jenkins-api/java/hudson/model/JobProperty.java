package hudson.model;

import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class JobProperty<J extends Job<?, ?>> implements Describable<JobProperty<?>> {
    public JobProperty() {
        throw new UnsupportedOperationException();
    }

    public JobProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) throws Descriptor.FormException {
        throw new UnsupportedOperationException();
    }
}
