package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import java.util.List;

/** Values of {@link MultiBranchPipeline#sourceType()}. Users write them; another value is reported in a condition. */
public final class SourceTypes {
    /** {@link MultiBranchPipeline#gitSource()}. */
    public static final String GIT = "git";

    /** {@link MultiBranchPipeline#githubSource()}. */
    public static final String GITHUB = "github";

    /** {@link MultiBranchPipeline#gitlabSource()}. */
    public static final String GITLAB = "gitlab";

    /** {@link MultiBranchPipeline#bitbucketServerSource()}. */
    public static final String BITBUCKET_SERVER = "bitbucket_server";

    /** {@link MultiBranchPipeline#svnSource()}. */
    public static final String SVN = "svn";

    /** {@link MultiBranchPipeline#singleSvnSource()}. */
    public static final String SINGLE_SVN = "single_svn";

    /**
     * Name of the only branch of a {@link #SINGLE_SVN} source. It must not change: Jenkins would create a new job for a
     * new name.
     */
    public static final String SINGLE_SVN_BRANCH = "master";

    /** All values, in the order in which messages list them. */
    public static final List<String> ALL = List.of(GIT, GITHUB, GITLAB, BITBUCKET_SERVER, SVN, SINGLE_SVN);

    private SourceTypes() {}
}
