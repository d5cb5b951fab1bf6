package io.jenkins.plugins.kubesphere.devops.jobxml.content;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitCloneOption;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.HostedSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a multi-branch job, as texts by name. {@link #fromSpec} returns the content that a spec requires;
 * {@link MultiBranchJobContentReader} reads the content of a config.xml.
 */
public final class MultiBranchJobContent {
    static final String NONE = "none";

    private MultiBranchJobContent() {}

    public static Map<String, String> fromSpec(MultiBranchPipeline spec) {
        Map<String, String> content = new TreeMap<>();
        content.put("description", text(spec.description()));
        content.put("orphans", orphans(spec.discarder()));
        content.put(
                "interval",
                spec.timerTrigger() == null
                        ? NONE
                        : spec.timerTrigger().interval().trim());
        content.put(
                "script",
                text(spec.scriptPath()).isBlank()
                        ? "Jenkinsfile"
                        : spec.scriptPath().trim());
        content.put("type", spec.sourceType());
        content.put(
                "jobs",
                spec.multibranchJobTrigger() == null
                        ? NONE
                        : jobs(
                                jobs(spec.multibranchJobTrigger().createActionJobToTrigger()),
                                jobs(spec.multibranchJobTrigger().deleteActionJobToTrigger())));
        switch (spec.sourceType()) {
            case "git" -> {
                var git = spec.gitSource();
                putIds(content, git.scmId(), git.credentialId());
                content.put("where", git.url());
                content.put("branches", Boolean.TRUE.equals(git.discoverBranches()) ? "" : NONE);
                putGitFields(content, git.discoverTags(), git.regexFilter(), git.gitCloneOption());
            }
            case "github" -> {
                putHostedFields(content, spec.githubSource());
                content.put(
                        "where",
                        spec.githubSource().owner().trim() + " "
                                + spec.githubSource().repo().trim());
            }
            case "gitlab" -> {
                putHostedFields(content, spec.gitlabSource());
                String owner = spec.gitlabSource().owner().trim();
                content.put(
                        "where",
                        owner + " " + owner + "/" + spec.gitlabSource().repo().trim());
                String server = text(spec.gitlabSource().serverName()).trim();
                content.put("server", server.isEmpty() ? "default" : server);
            }
            case "bitbucket_server" -> {
                putHostedFields(content, spec.bitbucketServerSource());
                content.put(
                        "where",
                        spec.bitbucketServerSource().owner().trim() + " "
                                + spec.bitbucketServerSource().repo().trim());
            }
            case "svn" -> {
                var svn = spec.svnSource();
                putIds(content, svn.scmId(), svn.credentialId());
                content.put("where", svn.remote() + "/");
                content.put(
                        "includes",
                        text(svn.includes()).isBlank() ? "trunk,branches/*,tags/*,sandbox/*" : svn.includes());
                content.put("excludes", text(svn.excludes()));
            }
            default -> {
                var svn = spec.singleSvnSource();
                putIds(content, svn.scmId(), svn.credentialId());
                content.put("where", svn.remote());
            }
        }
        return content;
    }

    private static void putIds(Map<String, String> content, String id, String credential) {
        content.put("id", text(id).trim().isEmpty() ? "uid-1" : id.trim());
        content.put("credential", text(credential).trim());
    }

    private static void putHostedFields(Map<String, String> content, HostedSource source) {
        putIds(content, source.scmId(), source.credentialId());
        content.put("branches", strategy(source.discoverBranches()));
        content.put("origin", strategy(source.discoverPrFromOrigin()));
        content.put(
                "forks",
                source.discoverPrFromForks() == null
                        ? NONE
                        : strategy(source.discoverPrFromForks().strategy()));
        content.put("quiet", Boolean.TRUE.equals(source.acceptJenkinsNotification()) ? NONE : "");
        putGitFields(content, source.discoverTags(), source.regexFilter(), source.gitCloneOption());
    }

    private static void putGitFields(Map<String, String> content, Boolean tags, String regex, GitCloneOption clone) {
        content.put("tags", Boolean.TRUE.equals(tags) ? "" : NONE);
        content.put("regex", text(regex));
        content.put(
                "clone",
                clone == null
                        ? NONE
                        : Boolean.TRUE.equals(clone.shallow()) + " " + number(clone.depth(), "1") + " "
                                + number(clone.timeout(), "10"));
    }

    private static String number(Long number, String negative) {
        return number == null || number == 0 ? "" : number < 0 ? negative : String.valueOf(number);
    }

    private static String strategy(Long strategy) {
        return strategy == null || strategy == 0 ? NONE : String.valueOf(strategy);
    }

    private static String orphans(Discarder discarder) {
        String limits = discarder == null
                ? "-1 -1"
                : Stream.of(discarder.daysToKeep(), discarder.numToKeep())
                        .map(limit -> text(limit).isBlank() ? "-1" : limit.trim())
                        .collect(Collectors.joining(" "));
        return !limits.equals("-1 -1") + " " + limits;
    }

    private static String jobs(String created, String deleted) {
        return created.isEmpty() && deleted.isEmpty() ? NONE : created + "; " + deleted;
    }

    private static String jobs(String jobs) {
        return Stream.of(text(jobs).split(","))
                .map(String::trim)
                .filter(job -> !job.isEmpty())
                .map(job -> job.replaceFirst("^/", ""))
                .map(job -> job.contains("/") ? job : "demo/" + job)
                .collect(Collectors.joining(","));
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
