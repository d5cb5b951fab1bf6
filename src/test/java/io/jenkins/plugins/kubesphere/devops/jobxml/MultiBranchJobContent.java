package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.CloneOption;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.HostedSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The content of a multi-branch job, as texts by name: as a spec requires it ({@link #of}), and as a config.xml has it
 * ({@link #in}). It does not use the code under test.
 */
final class MultiBranchJobContent {
    private static final String SOURCE = "//jenkins.branch.BranchSource/source";
    private static final String NONE = "none";

    private MultiBranchJobContent() {}

    static Map<String, String> of(MultiBranchPipeline spec) {
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
                id(content, git.scmId(), git.credentialId());
                content.put("where", git.url());
                content.put("branches", Boolean.TRUE.equals(git.discoverBranches()) ? "" : NONE);
                git(content, git.discoverTags(), git.regexFilter(), git.gitCloneOption());
            }
            case "github" -> {
                hosted(content, spec.githubSource());
                content.put(
                        "where",
                        spec.githubSource().owner().trim() + " "
                                + spec.githubSource().repo().trim());
            }
            case "gitlab" -> {
                hosted(content, spec.gitlabSource());
                String owner = spec.gitlabSource().owner().trim();
                content.put(
                        "where",
                        owner + " " + owner + "/" + spec.gitlabSource().repo().trim());
                String server = text(spec.gitlabSource().serverName()).trim();
                content.put("server", server.isEmpty() ? "default" : server);
            }
            case "bitbucket_server" -> {
                hosted(content, spec.bitbucketServerSource());
                content.put(
                        "where",
                        spec.bitbucketServerSource().owner().trim() + " "
                                + spec.bitbucketServerSource().repo().trim());
            }
            case "svn" -> {
                var svn = spec.svnSource();
                id(content, svn.scmId(), svn.credentialId());
                content.put("where", svn.remote() + "/");
                content.put(
                        "includes",
                        text(svn.includes()).isBlank() ? "trunk,branches/*,tags/*,sandbox/*" : svn.includes());
                content.put("excludes", text(svn.excludes()));
            }
            default -> {
                var svn = spec.singleSvnSource();
                id(content, svn.scmId(), svn.credentialId());
                content.put("where", svn.remote());
            }
        }
        return content;
    }

    private static void id(Map<String, String> content, String id, String credential) {
        content.put("id", text(id).trim().isEmpty() ? "uid-1" : id.trim());
        content.put("credential", text(credential).trim());
    }

    private static void hosted(Map<String, String> content, HostedSource source) {
        id(content, source.scmId(), source.credentialId());
        content.put("branches", strategy(source.discoverBranches()));
        content.put("origin", strategy(source.discoverPrFromOrigin()));
        content.put(
                "forks",
                source.discoverPrFromForks() == null
                        ? NONE
                        : strategy(source.discoverPrFromForks().strategy()));
        content.put("quiet", Boolean.TRUE.equals(source.acceptJenkinsNotification()) ? NONE : "");
        git(content, source.discoverTags(), source.regexFilter(), source.gitCloneOption());
    }

    private static void git(Map<String, String> content, Boolean tags, String regex, CloneOption clone) {
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

    /** @throws AssertionError if the text is not XML */
    static Map<String, String> in(String xml) {
        Read read = new Read(JobContent.parse(xml));
        Map<String, String> content = new TreeMap<>();
        content.put("description", read.text("/*/description"));
        String orphans = "/*/orphanedItemStrategy/";
        content.put(
                "orphans",
                read.text(orphans + "pruneDeadBranches") + " " + read.text(orphans + "daysToKeep") + " "
                        + read.text(orphans + "numToKeep"));
        content.put(
                "interval", read.textOrNone("/*/triggers/*[contains(name(), 'PeriodicFolderTrigger')]", "/interval"));
        content.put("script", read.text("/*/factory/scriptPath"));
        String type = read.text(SOURCE + "/@class");
        content.put("type", TYPES.get(type.replaceAll(".*\\.", "")));
        String property = "/*/properties/*[contains(name(), 'PipelineTriggerProperty')]";
        content.put(
                "jobs",
                read.count(property) == 0
                        ? NONE
                        : read.text(property + "/createActionJobsToTrigger") + "; "
                                + read.text(property + "/deleteActionJobsToTrigger"));
        content.put("id", read.text(SOURCE + "/id"));
        switch (content.get("type")) {
            case "git" -> {
                content.put("where", read.text(SOURCE + "/remote"));
                git(content, read);
            }
            case "github", "bitbucket_server" -> {
                content.put("where", read.text(SOURCE + "/repoOwner") + " " + read.text(SOURCE + "/repository"));
                hosted(content, read);
            }
            case "gitlab" -> {
                content.put("where", read.text(SOURCE + "/projectOwner") + " " + read.text(SOURCE + "/projectPath"));
                content.put("server", read.text(SOURCE + "/serverName"));
                hosted(content, read);
            }
            case "svn" -> {
                content.put("where", read.text(SOURCE + "/remoteBase"));
                content.put("includes", read.text(SOURCE + "/includes"));
                content.put("excludes", read.text(SOURCE + "/excludes"));
            }
            default -> content.put("where", read.text(SOURCE + "/scm/locations/*/remote"));
        }
        content.put("credential", read.text(SOURCE + "//credentialsId"));
        return content;
    }

    private static final Map<String, String> TYPES = Map.of(
            "GitSCMSource", "git",
            "GitHubSCMSource", "github",
            "GitLabSCMSource", "gitlab",
            "BitbucketSCMSource", "bitbucket_server",
            "SubversionSCMSource", "svn",
            "SingleSCMSource", "single_svn");

    private static String trait(String name) {
        return SOURCE + "/traits/*[contains(name(), '" + name + "')]";
    }

    private static void git(Map<String, String> content, Read read) {
        content.put("branches", read.textOrNone(trait("BranchDiscoveryTrait"), "/strategyId"));
        content.put("tags", read.textOrNone(trait("TagDiscoveryTrait"), ""));
        content.put("regex", read.text(trait("RegexSCMHeadFilterTrait") + "/regex"));
        String clone = trait("CloneOptionTrait") + "/extension";
        content.put(
                "clone",
                read.count(clone) == 0
                        ? NONE
                        : read.text(clone + "/shallow") + " " + read.text(clone + "/depth") + " "
                                + read.text(clone + "/timeout"));
    }

    private static void hosted(Map<String, String> content, Read read) {
        content.put("origin", read.textOrNone(trait(".Origin"), "/strategyId"));
        content.put("forks", read.textOrNone(trait(".Fork"), "/strategyId"));
        content.put("quiet", read.textOrNone(trait("SkipNotifications"), ""));
        git(content, read);
    }

    private record Read(Document document) {
        private static final XPath PATHS = XPathFactory.newInstance().newXPath();

        int count(String path) {
            try {
                return ((NodeList) PATHS.evaluate(path, document, XPathConstants.NODESET)).getLength();
            } catch (XPathExpressionException e) {
                throw new AssertionError(path, e);
            }
        }

        String text(String path) {
            try {
                if (count(path) > 1) {
                    throw new AssertionError("more than one " + path);
                }
                return PATHS.evaluate(path, document);
            } catch (XPathExpressionException e) {
                throw new AssertionError(path, e);
            }
        }

        String textOrNone(String object, String field) {
            return count(object) == 0 ? NONE : text(object + field);
        }
    }
}
