package io.jenkins.plugins.kubesphere.devops.api.pipeline;

/**
 * A repository on a host with pull requests: what the three of them have in common. Every part may be null. Numbers are
 * those of the SCM plugins, any number may stand here, and 0 means the same as null.
 */
public sealed interface HostedSource permits GitHubSource, GitLabSource, BitbucketServerSource {
    /** Id of the source, empty if it is to be derived. */
    String scmId();

    /** User, organisation, group or project that owns the repository. */
    String owner();

    /** Name of the repository without its owner. */
    String repo();

    /** Name of the credential Secret, empty for anonymous access. */
    String credentialId();

    /** URL of the host's API, or of the host for Bitbucket. */
    String apiUri();

    /** 1 branches without a pull request, 2 those with one, 3 all. */
    Long discoverBranches();

    /** Pull requests from the repository itself: 1 merged, 2 as they are, 3 both. */
    Long discoverPrFromOrigin();

    /** Pull requests from forks; null means none. */
    ForkDiscovery discoverPrFromForks();

    /** Whether tags become jobs; null means no. */
    Boolean discoverTags();

    /** Java regular expression that a branch must match. */
    String regexFilter();

    /** How to clone. */
    CloneOption gitCloneOption();

    /** Whether the state of builds is reported to the host; null means no. */
    Boolean acceptJenkinsNotification();
}
