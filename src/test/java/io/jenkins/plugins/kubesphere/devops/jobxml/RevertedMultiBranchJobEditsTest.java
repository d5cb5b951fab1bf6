package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that changes of people in our elements of a multi-branch job are reverted. */
class RevertedMultiBranchJobEditsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("multibranch");

    private static final JobRequest BARE = MinimalBranchSpecs.request("git", "");

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    /** A disabled project does not scan for branches, and no field of a spec disables it. */
    @Test
    void aDisabledJobIsEnabled() {
        String ours = jobs.create(BARE).xml();

        RenderedJob update = jobs.update(BARE, ours.replace("<sources ", "<disabled>true</disabled><sources "));

        assertThat(update.xml()).contains("<disabled>false</disabled>");
        assertThat(update.driftBefore().disabled()).isTrue();
    }

    /** A person may add another source, also before ours in the list. */
    @Test
    void ourSourceIsFoundByItsId() {
        String ours = jobs.create(BARE).xml();
        String two = ours.replace(
                "<data>",
                "<data><jenkins.branch.BranchSource><source class=\"jenkins.plugins.git.GitSCMSource\">"
                        + "<id>other</id><remote>https://h/other</remote><traits/></source></jenkins.branch.BranchSource>");
        assertThat(jobs.update(BARE, two).changed()).isFalse();
        String changed = jobs.update(BARE, two.replace("https://h/r<", "https://h/changed<"))
                .xml();
        assertThat(changed).contains("https://h/r<", "https://h/other<").doesNotContain("changed");
    }

    /** After each change of our elements, the update restores the document that we created. */
    @Test
    void manualChangesOfOurElementsAreReverted() {
        assertReverted("git-full", "<prune", "<abortBuilds>true</abortBuilds><prune");
        assertReverted("git-full", "<pruneDeadBranches>true", "<pruneDeadBranches>false");
        assertReverted("git-full", "<numToKeep>30", "<numToKeep>31");
        assertReverted("git-full", "<interval>900000", "<interval>60000");
        assertReverted("git-full", "H/5 * * * *", "H * * * *");
        assertReverted("git-full", "<scriptPath>ci/", "<scriptPath>");
        assertReverted("git-full", "WorkflowBranchProjectFactory\">", "Other\"><x/>");
        assertReverted("git-full", "<id>6ff4", "<id>7ff4");
        assertReverted("git-full", "git.example.com", "evil.example.com");
        assertReverted("git-full", "<credentialsId>robot", "<credentialsId>admin");
        assertReverted("git-full", "<jenkins.plugins.git.traits.TagDiscoveryTrait/>", "");
        assertReverted("git-full", "<depth>3", "<depth>4");
        assertReverted("git-full", "<noTags>false", "<noTags>true");
        assertReverted("git-full", "<regex>main", "<regex>other");
        assertReverted("git-full", "<owner class", "<other class");
        assertReverted("git-full", "jenkins.plugins.git.GitSCMSource", "org.example.Source");
        assertReverted("github-full", "<repoOwner>example", "<repoOwner>evil");
        assertReverted("github-full", "$TrustPermission", "$TrustEveryone");
        assertReverted("github-full", "<strategyId>3", "<strategyId>1");
        assertReverted("github-full", "<org.jenkinsci.plugins.github.notifications.GithubSkipNotifications/>", "");
        assertReverted("gitlab-full", "<projectPath>group/sub", "<projectPath>group");
        assertReverted(
                "gitlab-full",
                "<strategyId>3</strategyId>",
                "<strategyId>3</strategyId><branchesAlwaysIncludedRegex>x</branchesAlwaysIncludedRegex>");
        assertReverted(
                "gitlab-full",
                "$TrustMembers\"/>",
                "$TrustMembers\"/><buildMRForksNotMirror>true</buildMRForksNotMirror>");
        assertReverted("bitbucket-full", "<serverUrl>http://bitbucket", "<serverUrl>http://evil");
        assertReverted("svn-full", "<remoteBase>svn+ssh://svn", "<remoteBase>svn+ssh://evil");
        assertReverted("svn-full", "golden/deploy", "other/deploy");
        assertReverted("svn-full", "<branchIncludeFilter>*", "<branchIncludeFilter>x");
        assertReverted("single-svn-full", "branches/1.x", "branches/2.x");
        assertReverted("single-svn-full", "<local>.", "<local>/");
        assertReverted("single-svn-full", "<quietOperation>true", "<quietOperation>false");
        assertReverted("single-svn-full", "<name>master", "<name>main");
    }

    @Test
    void driftIsReportedByTheNameOfTheField() {
        String made = jobs.create(GOLDEN.request("git-full")).xml();
        String edited = made.replace("git.example.com", "evil.example.com").replace("<depth>3", "<depth>4");
        assertThat(jobs.update(GOLDEN.request("git-full"), edited).driftBefore().fields())
                .containsExactly("git_source.url", "git_source.git_clone_option");
    }

    private void assertReverted(String goldenCase, String before, String after) {
        JobRequest request = GOLDEN.request(goldenCase);
        String made = jobs.create(request).xml();
        String edited = made.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after));
        assertThat(edited).as(before).isNotEqualTo(made);
        RenderedJob update = jobs.update(request, edited);
        assertThat(update.changed()).as(after).isTrue();
        assertThat(update.conflicts()).as(after).isEmpty();
        if (!after.contains("<other class")) {
            assertThat(update.xml().lines().toList())
                    .as(after)
                    .containsExactlyInAnyOrderElementsOf(made.lines().toList());
        }
        assertThat(jobs.update(request, update.xml()).changed()).as(after).isFalse();
    }
}
