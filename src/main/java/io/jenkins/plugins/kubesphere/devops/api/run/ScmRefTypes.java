package io.jenkins.plugins.kubesphere.devops.api.run;

/** Values of {@link ScmRef#refType()}. Clients write them; any other value stands for any type. */
public final class ScmRefTypes {
    /** A branch. */
    public static final String BRANCH = "branch";

    /** A tag. */
    public static final String TAG = "tag";

    /** A pull request. */
    public static final String PULL_REQUEST = "pr";

    /** A merge request, as GitLab calls a pull request. */
    public static final String MERGE_REQUEST = "mr";

    private ScmRefTypes() {}
}
