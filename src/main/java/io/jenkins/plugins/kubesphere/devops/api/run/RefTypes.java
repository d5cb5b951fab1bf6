package io.jenkins.plugins.kubesphere.devops.api.run;

/** Words of {@link ScmRef#refType()}. Clients write them; other words and the empty text mean that it is not known. */
public final class RefTypes {
    /** A branch. */
    public static final String BRANCH = "branch";

    /** A tag. */
    public static final String TAG = "tag";

    /** A pull request. */
    public static final String PULL_REQUEST = "pr";

    /** A merge request, GitLab's word for it. */
    public static final String MERGE_REQUEST = "mr";

    private RefTypes() {}
}
