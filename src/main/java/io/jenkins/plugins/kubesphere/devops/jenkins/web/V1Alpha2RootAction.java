package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;

/** Serves the short paths {@code /v1alpha2/…} of ks-devops, if the settings say so. */
@Extension
public final class V1Alpha2RootAction extends KapisRootAction {
    static final String VERSION = "v1alpha2";

    /** Null hides the path. */
    @Override
    public String getUrlName() {
        return KapisEndpoint.get().servesShortPaths() ? VERSION : null;
    }
}
