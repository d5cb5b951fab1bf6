package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import org.junit.jupiter.api.Test;

/** What people change of ours in a job with branches is put right. */
class BranchJobEditsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("multibranch");

    private static final JobRequest BARE = MinimalBranchSpecs.request("git", "");

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    /** A disabled project scans for no branches, and nothing in a spec asks for that. */
    @Test
    void whatSomebodyDisabledIsEnabled() {
        String ours = jobs.create(BARE).xml();

        JobDocument update = jobs.update(BARE, ours.replace("<sources ", "<disabled>true</disabled><sources "));

        assertThat(update.xml()).contains("<disabled>false</disabled>");
        assertThat(update.found().disabled()).isTrue();
    }

    /** The second one is somebody's, wherever in the list it is. */
    @Test
    void oursIsFoundAmongSourcesByItsId() {
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

    /** What a person changed of ours: each is put right, and the document is ours again. */
    @Test
    void whatAPersonChangedOfOursIsPutRight() {
        putRight("git-full", "<prune", "<abortBuilds>true</abortBuilds><prune");
        putRight("git-full", "<pruneDeadBranches>true", "<pruneDeadBranches>false");
        putRight("git-full", "<numToKeep>30", "<numToKeep>31");
        putRight("git-full", "<interval>900000", "<interval>60000");
        putRight("git-full", "H/5 * * * *", "H * * * *");
        putRight("git-full", "<scriptPath>ci/", "<scriptPath>");
        putRight("git-full", "WorkflowBranchProjectFactory\">", "Other\"><x/>");
        putRight("git-full", "<id>6ff4", "<id>7ff4");
        putRight("git-full", "git.example.com", "evil.example.com");
        putRight("git-full", "<credentialsId>robot", "<credentialsId>admin");
        putRight("git-full", "<jenkins.plugins.git.traits.TagDiscoveryTrait/>", "");
        putRight("git-full", "<depth>3", "<depth>4");
        putRight("git-full", "<noTags>false", "<noTags>true");
        putRight("git-full", "<regex>main", "<regex>other");
        putRight("git-full", "<owner class", "<other class");
        putRight("git-full", "jenkins.plugins.git.GitSCMSource", "org.example.Source");
        putRight("github-full", "<repoOwner>example", "<repoOwner>evil");
        putRight("github-full", "$TrustPermission", "$TrustEveryone");
        putRight("github-full", "<strategyId>3", "<strategyId>1");
        putRight("github-full", "<org.jenkinsci.plugins.github.notifications.GithubSkipNotifications/>", "");
        putRight("gitlab-full", "<projectPath>group/sub", "<projectPath>group");
        putRight(
                "gitlab-full",
                "<strategyId>3</strategyId>",
                "<strategyId>3</strategyId><branchesAlwaysIncludedRegex>x</branchesAlwaysIncludedRegex>");
        putRight(
                "gitlab-full",
                "$TrustMembers\"/>",
                "$TrustMembers\"/><buildMRForksNotMirror>true</buildMRForksNotMirror>");
        putRight("bitbucket-full", "<serverUrl>http://bitbucket", "<serverUrl>http://evil");
        putRight("svn-full", "<remoteBase>svn+ssh://svn", "<remoteBase>svn+ssh://evil");
        putRight("svn-full", "golden/deploy", "other/deploy");
        putRight("svn-full", "<branchIncludeFilter>*", "<branchIncludeFilter>x");
        putRight("single-svn-full", "branches/1.x", "branches/2.x");
        putRight("single-svn-full", "<local>.", "<local>/");
        putRight("single-svn-full", "<quietOperation>true", "<quietOperation>false");
        putRight("single-svn-full", "<name>master", "<name>main");
    }

    private void putRight(String name, String ours, String theirs) {
        JobRequest request = GOLDEN.request(name);
        String made = jobs.create(request).xml();
        String edited = made.replaceFirst(
                java.util.regex.Pattern.quote(ours), java.util.regex.Matcher.quoteReplacement(theirs));
        assertThat(edited).as(ours).isNotEqualTo(made);
        JobDocument update = jobs.update(request, edited);
        assertThat(update.changed()).as(theirs).isTrue();
        assertThat(update.overruled()).as(theirs).isEmpty();
        if (!theirs.contains("<other class")) {
            assertThat(update.xml().lines().toList())
                    .as(theirs)
                    .containsExactlyInAnyOrderElementsOf(made.lines().toList());
        }
        assertThat(jobs.update(request, update.xml()).changed()).as(theirs).isFalse();
    }

    @Test
    void whatWasFoundChangedIsNamedByItsField() {
        String made = jobs.create(GOLDEN.request("git-full")).xml();
        String edited = made.replace("git.example.com", "evil.example.com").replace("<depth>3", "<depth>4");
        assertThat(jobs.update(GOLDEN.request("git-full"), edited).found().fields())
                .containsExactly("git_source.url", "git_source.git_clone_option");
    }
}
