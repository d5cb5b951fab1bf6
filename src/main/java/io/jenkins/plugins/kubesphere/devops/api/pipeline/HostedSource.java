package io.jenkins.plugins.kubesphere.devops.api.pipeline;

/**
 * The common parts of a repository on a host with pull requests. Every part may be null. The numbers are those of the
 * SCM plugins and are not checked here; 0 means the same as null.
 */
public sealed interface HostedSource permits GitHubSource, GitLabSource, BitbucketServerSource {
    /** Id of the source; empty for an id that the plugin creates. */
    String scmId();

    /** User, organisation, group or project that owns the repository. */
    String owner();

    /** Name of the repository without its owner. */
    String repo();

    /** Name of the credential Secret, empty for anonymous access. */
    String credentialId();

    /** URL of the host's API; for Bitbucket the URL of the host. */
    String apiUri();

    /** 1 branches without a pull request, 2 branches with one, 3 all branches. */
    Long discoverBranches();

    /** Pull requests from the repository itself: 1 merged, 2 unmerged, 3 both. */
    Long discoverPrFromOrigin();

    /** Pull requests from forks; null means none. */
    ForkDiscovery discoverPrFromForks();

    /** Whether tags get jobs; null means no. */
    Boolean discoverTags();

    /** Java regular expression that a branch must match. */
    String regexFilter();

    /** How to clone the repository. */
    CloneOption gitCloneOption();

    /** Whether Jenkins reports the state of builds to the host; null means no. */
    Boolean acceptJenkinsNotification();
}
