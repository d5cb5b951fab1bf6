package io.jenkins.plugins.kubesphere.devops.jobxml.content;

import java.util.Map;
import java.util.TreeMap;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Reads the content of a multi-branch job from its config.xml, as texts by name. {@link MultiBranchJobContent} has the
 * same names.
 */
public final class MultiBranchJobContentReader {
    private static final String SOURCE = "//jenkins.branch.BranchSource/source";
    private static final String NONE = MultiBranchJobContent.NONE;

    private static final Map<String, String> TYPES = Map.of(
            "GitSCMSource", "git",
            "GitHubSCMSource", "github",
            "GitLabSCMSource", "gitlab",
            "BitbucketSCMSource", "bitbucket_server",
            "SubversionSCMSource", "svn",
            "SingleSCMSource", "single_svn");

    private MultiBranchJobContentReader() {}

    /** @throws AssertionError if the text is not XML */
    public static Map<String, String> read(String xml) {
        XPathReader reader = new XPathReader(TestXmlParser.parse(xml));
        Map<String, String> content = new TreeMap<>();
        content.put("description", reader.textAt("/*/description"));
        String orphans = "/*/orphanedItemStrategy/";
        content.put(
                "orphans",
                reader.textAt(orphans + "pruneDeadBranches") + " " + reader.textAt(orphans + "daysToKeep") + " "
                        + reader.textAt(orphans + "numToKeep"));
        content.put(
                "interval", reader.textOrNone("/*/triggers/*[contains(name(), 'PeriodicFolderTrigger')]", "/interval"));
        content.put("script", reader.textAt("/*/factory/scriptPath"));
        String type = reader.textAt(SOURCE + "/@class");
        content.put("type", TYPES.get(type.replaceAll(".*\\.", "")));
        String property = "/*/properties/*[contains(name(), 'PipelineTriggerProperty')]";
        content.put(
                "jobs",
                reader.count(property) == 0
                        ? NONE
                        : reader.textAt(property + "/createActionJobsToTrigger") + "; "
                                + reader.textAt(property + "/deleteActionJobsToTrigger"));
        content.put("id", reader.textAt(SOURCE + "/id"));
        switch (content.get("type")) {
            case "git" -> {
                content.put("where", reader.textAt(SOURCE + "/remote"));
                putGitFields(content, reader);
            }
            case "github", "bitbucket_server" -> {
                content.put(
                        "where", reader.textAt(SOURCE + "/repoOwner") + " " + reader.textAt(SOURCE + "/repository"));
                putHostedFields(content, reader);
            }
            case "gitlab" -> {
                content.put(
                        "where",
                        reader.textAt(SOURCE + "/projectOwner") + " " + reader.textAt(SOURCE + "/projectPath"));
                content.put("server", reader.textAt(SOURCE + "/serverName"));
                putHostedFields(content, reader);
            }
            case "svn" -> {
                content.put("where", reader.textAt(SOURCE + "/remoteBase"));
                content.put("includes", reader.textAt(SOURCE + "/includes"));
                content.put("excludes", reader.textAt(SOURCE + "/excludes"));
            }
            default -> content.put("where", reader.textAt(SOURCE + "/scm/locations/*/remote"));
        }
        content.put("credential", reader.textAt(SOURCE + "//credentialsId"));
        return content;
    }

    private static String trait(String name) {
        return SOURCE + "/traits/*[contains(name(), '" + name + "')]";
    }

    private static void putGitFields(Map<String, String> content, XPathReader reader) {
        content.put("branches", reader.textOrNone(trait("BranchDiscoveryTrait"), "/strategyId"));
        content.put("tags", reader.textOrNone(trait("TagDiscoveryTrait"), ""));
        content.put("regex", reader.textAt(trait("RegexSCMHeadFilterTrait") + "/regex"));
        String clone = trait("CloneOptionTrait") + "/extension";
        content.put(
                "clone",
                reader.count(clone) == 0
                        ? NONE
                        : reader.textAt(clone + "/shallow") + " " + reader.textAt(clone + "/depth") + " "
                                + reader.textAt(clone + "/timeout"));
    }

    private static void putHostedFields(Map<String, String> content, XPathReader reader) {
        content.put("origin", reader.textOrNone(trait(".Origin"), "/strategyId"));
        content.put("forks", reader.textOrNone(trait(".Fork"), "/strategyId"));
        content.put("quiet", reader.textOrNone(trait("SkipNotifications"), ""));
        putGitFields(content, reader);
    }

    private record XPathReader(Document document) {
        private static final XPath PATHS = XPathFactory.newInstance().newXPath();

        int count(String path) {
            try {
                return ((NodeList) PATHS.evaluate(path, document, XPathConstants.NODESET)).getLength();
            } catch (XPathExpressionException e) {
                throw new AssertionError(path, e);
            }
        }

        String textAt(String path) {
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
            return count(object) == 0 ? NONE : textAt(object + field);
        }
    }
}
