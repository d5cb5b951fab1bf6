package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A repository whose branches get jobs. Only the source that {@link #sourceType()} names is used; the others are
 * ignored. A source is null if it is absent.
 *
 * @param name required by the schema, but not used: the job has the name of the object
 * @param description free text, or null
 * @param discarder how long the job of a branch is kept after the branch was deleted; null means forever
 * @param timerTrigger how often to scan for new branches, or null
 * @param sourceType one of {@link SourceTypes}, or an unknown word
 * @param scriptPath path of the Jenkinsfile in the repository
 * @param gitSource any Git repository
 * @param githubSource a repository on GitHub
 * @param gitlabSource a repository on a GitLab server
 * @param bitbucketServerSource a repository on a Bitbucket server
 * @param svnSource a Subversion repository with branches
 * @param singleSvnSource one path of a Subversion repository
 * @param multibranchJobTrigger jobs to start when the job of a branch is created or deleted, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MultiBranchPipeline(
        String name,
        String description,
        Discarder discarder,
        @JsonProperty("timer_trigger") TimerTrigger timerTrigger,
        @JsonProperty("source_type") String sourceType,
        @JsonProperty("script_path") String scriptPath,
        @JsonProperty("git_source") GitSource gitSource,
        @JsonProperty("github_source") GitHubSource githubSource,
        @JsonProperty("gitlab_source") GitLabSource gitlabSource,
        @JsonProperty("bitbucket_server_source") BitbucketServerSource bitbucketServerSource,
        @JsonProperty("svn_source") SvnSource svnSource,
        @JsonProperty("single_svn_source") SingleSvnSource singleSvnSource,
        @JsonProperty("multibranch_job_trigger") MultiBranchJobTrigger multibranchJobTrigger) {}
