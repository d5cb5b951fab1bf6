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

/** What a job holds of a spec with branches, by name; read from its document by other means than those under test. */
final class ExpectedBranchContent {
    private static final String SOURCE = "//jenkins.branch.BranchSource/source";
    private static final String NONE = "none";

    private ExpectedBranchContent() {}

    static Map<String, String> of(MultiBranchPipeline spec) {
        Map<String, String> held = new TreeMap<>();
        held.put("description", text(spec.description()));
        held.put("orphans", orphans(spec.discarder()));
        held.put(
                "interval",
                spec.timerTrigger() == null
                        ? NONE
                        : spec.timerTrigger().interval().trim());
        held.put(
                "script",
                text(spec.scriptPath()).isBlank()
                        ? "Jenkinsfile"
                        : spec.scriptPath().trim());
        held.put("type", spec.sourceType());
        held.put(
                "jobs",
                spec.multibranchJobTrigger() == null
                        ? NONE
                        : jobs(
                                jobs(spec.multibranchJobTrigger().createActionJobToTrigger()),
                                jobs(spec.multibranchJobTrigger().deleteActionJobToTrigger())));
        switch (spec.sourceType()) {
            case "git" -> {
                var git = spec.gitSource();
                id(held, git.scmId(), git.credentialId());
                held.put("where", git.url());
                held.put("branches", Boolean.TRUE.equals(git.discoverBranches()) ? "" : NONE);
                git(held, git.discoverTags(), git.regexFilter(), git.gitCloneOption());
            }
            case "github" -> {
                hosted(held, spec.githubSource());
                held.put(
                        "where",
                        spec.githubSource().owner().trim() + " "
                                + spec.githubSource().repo().trim());
            }
            case "gitlab" -> {
                hosted(held, spec.gitlabSource());
                String owner = spec.gitlabSource().owner().trim();
                held.put(
                        "where",
                        owner + " " + owner + "/" + spec.gitlabSource().repo().trim());
                String server = text(spec.gitlabSource().serverName()).trim();
                held.put("server", server.isEmpty() ? "default" : server);
            }
            case "bitbucket_server" -> {
                hosted(held, spec.bitbucketServerSource());
                held.put(
                        "where",
                        spec.bitbucketServerSource().owner().trim() + " "
                                + spec.bitbucketServerSource().repo().trim());
            }
            case "svn" -> {
                var svn = spec.svnSource();
                id(held, svn.scmId(), svn.credentialId());
                held.put("where", svn.remote() + "/");
                held.put(
                        "includes",
                        text(svn.includes()).isBlank() ? "trunk,branches/*,tags/*,sandbox/*" : svn.includes());
                held.put("excludes", text(svn.excludes()));
            }
            default -> {
                var svn = spec.singleSvnSource();
                id(held, svn.scmId(), svn.credentialId());
                held.put("where", svn.remote());
            }
        }
        return held;
    }

    private static void id(Map<String, String> held, String id, String credential) {
        held.put("id", text(id).trim().isEmpty() ? "uid-1" : id.trim());
        held.put("credential", text(credential).trim());
    }

    private static void hosted(Map<String, String> held, HostedSource source) {
        id(held, source.scmId(), source.credentialId());
        held.put("branches", strategy(source.discoverBranches()));
        held.put("origin", strategy(source.discoverPrFromOrigin()));
        held.put(
                "forks",
                source.discoverPrFromForks() == null
                        ? NONE
                        : strategy(source.discoverPrFromForks().strategy()));
        held.put("quiet", Boolean.TRUE.equals(source.acceptJenkinsNotification()) ? NONE : "");
        git(held, source.discoverTags(), source.regexFilter(), source.gitCloneOption());
    }

    private static void git(Map<String, String> held, Boolean tags, String regex, CloneOption clone) {
        held.put("tags", Boolean.TRUE.equals(tags) ? "" : NONE);
        held.put("regex", text(regex));
        held.put(
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

    /** @throws AssertionError if the text is no XML */
    static Map<String, String> in(String xml) {
        Read read = new Read(ExpectedJobContent.parse(xml));
        Map<String, String> held = new TreeMap<>();
        held.put("description", read.text("/*/description"));
        String orphans = "/*/orphanedItemStrategy/";
        held.put(
                "orphans",
                read.text(orphans + "pruneDeadBranches") + " " + read.text(orphans + "daysToKeep") + " "
                        + read.text(orphans + "numToKeep"));
        held.put("interval", read.textOrNone("/*/triggers/*[contains(name(), 'PeriodicFolderTrigger')]", "/interval"));
        held.put("script", read.text("/*/factory/scriptPath"));
        String type = read.text(SOURCE + "/@class");
        held.put("type", TYPES.get(type.replaceAll(".*\\.", "")));
        String property = "/*/properties/*[contains(name(), 'PipelineTriggerProperty')]";
        held.put(
                "jobs",
                read.count(property) == 0
                        ? NONE
                        : read.text(property + "/createActionJobsToTrigger") + "; "
                                + read.text(property + "/deleteActionJobsToTrigger"));
        held.put("id", read.text(SOURCE + "/id"));
        switch (held.get("type")) {
            case "git" -> {
                held.put("where", read.text(SOURCE + "/remote"));
                git(held, read);
            }
            case "github", "bitbucket_server" -> {
                held.put("where", read.text(SOURCE + "/repoOwner") + " " + read.text(SOURCE + "/repository"));
                hosted(held, read);
            }
            case "gitlab" -> {
                held.put("where", read.text(SOURCE + "/projectOwner") + " " + read.text(SOURCE + "/projectPath"));
                held.put("server", read.text(SOURCE + "/serverName"));
                hosted(held, read);
            }
            case "svn" -> {
                held.put("where", read.text(SOURCE + "/remoteBase"));
                held.put("includes", read.text(SOURCE + "/includes"));
                held.put("excludes", read.text(SOURCE + "/excludes"));
            }
            default -> held.put("where", read.text(SOURCE + "/scm/locations/*/remote"));
        }
        held.put("credential", read.text(SOURCE + "//credentialsId"));
        return held;
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

    private static void git(Map<String, String> held, Read read) {
        held.put("branches", read.textOrNone(trait("BranchDiscoveryTrait"), "/strategyId"));
        held.put("tags", read.textOrNone(trait("TagDiscoveryTrait"), ""));
        held.put("regex", read.text(trait("RegexSCMHeadFilterTrait") + "/regex"));
        String clone = trait("CloneOptionTrait") + "/extension";
        held.put(
                "clone",
                read.count(clone) == 0
                        ? NONE
                        : read.text(clone + "/shallow") + " " + read.text(clone + "/depth") + " "
                                + read.text(clone + "/timeout"));
    }

    private static void hosted(Map<String, String> held, Read read) {
        held.put("origin", read.textOrNone(trait(".Origin"), "/strategyId"));
        held.put("forks", read.textOrNone(trait(".Fork"), "/strategyId"));
        held.put("quiet", read.textOrNone(trait("SkipNotifications"), ""));
        git(held, read);
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
