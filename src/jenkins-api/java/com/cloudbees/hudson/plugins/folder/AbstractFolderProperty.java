package com.cloudbees.hudson.plugins.folder;

import hudson.model.Describable;
import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class AbstractFolderProperty<C extends AbstractFolder<?>>
        implements Describable<AbstractFolderProperty<?>> {
    protected AbstractFolderProperty() {
        throw new UnsupportedOperationException();
    }

    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 request, JSONObject form)
            throws Descriptor.FormException {
        throw new UnsupportedOperationException();
    }
}
