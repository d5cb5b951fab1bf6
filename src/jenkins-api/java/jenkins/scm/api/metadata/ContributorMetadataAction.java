package jenkins.scm.api.metadata;

import hudson.model.InvisibleAction;

public class ContributorMetadataAction extends InvisibleAction {
    public ContributorMetadataAction(String contributor, String contributorDisplayName, String contributorEmail) {
        throw new UnsupportedOperationException();
    }

    public String getContributor() {
        throw new UnsupportedOperationException();
    }
}
