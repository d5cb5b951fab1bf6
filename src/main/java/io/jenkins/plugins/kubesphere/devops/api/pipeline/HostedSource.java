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

    /** Which branches get jobs: 1 those without a pull request, 2 those with a pull request, 3 all. */
    Long discoverBranches();

    /**
     * How pull requests from the repository itself are built: 1 merged with the target branch, 2 as they are, 3 both.
     */
    Long discoverPrFromOrigin();

    /** How pull requests from forks are built; null means that they get no jobs. */
    ForkDiscovery discoverPrFromForks();

    /** Whether tags get jobs; null means no. */
    Boolean discoverTags();

    /** Java regular expression that a branch must match. */
    String regexFilter();

    /** How to clone the repository. */
    GitCloneOption gitCloneOption();

    /**
     * Whether Jenkins reports the state of builds to the host. Null means no, like false. But if the plugin that
     * switches the reports off is missing, null is accepted and Jenkins reports, while false is refused.
     */
    Boolean acceptJenkinsNotification();
}
