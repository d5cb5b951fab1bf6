package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;

/** Serves the paths {@code /clusters/{cluster}/kapis/…}, which KubeSphere's gateway has, too. */
@Extension
public final class ClustersRootAction extends KapisRootAction {
    static final String CLUSTERS = "clusters";

    @Override
    public String getUrlName() {
        return CLUSTERS;
    }
}
