package jenkins.scm.api.metadata;

import hudson.model.InvisibleAction;

public class ObjectMetadataAction extends InvisibleAction {
    public ObjectMetadataAction(String objectDisplayName, String objectDescription, String objectUrl) {
        throw new UnsupportedOperationException();
    }

    public String getObjectDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getObjectUrl() {
        throw new UnsupportedOperationException();
    }
}
