package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ScanIntervalSection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whose an element is, and what becomes of it. What Jenkins itself makes of jobs is in {@link GoldenBranchJobsTest}.
 */
class MultiBranchJobRendererTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("multibranch");

    /** The least that each source needs. */
    private static final Map<String, String> LEAST = Map.of(
            "git", "source_type: git\ngit_source: {url: 'https://h/r'",
            "github", "source_type: github\ngithub_source: {owner: a, repo: b, accept_jenkins_notification: true",
            "gitlab", "source_type: gitlab\ngitlab_source: {owner: a, repo: b, accept_jenkins_notification: true",
            "bitbucket_server",
                    "source_type: bitbucket_server\nbitbucket_server_source:"
                            + " {owner: a, repo: b, accept_jenkins_notification: true",
            "svn", "source_type: svn\nsvn_source: {remote: 'https://h/r'",
            "single_svn", "source_type: single_svn\nsingle_svn_source: {remote: 'https://h/r'");

    private static final JobRequest BARE = of("git", "");

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    private static JobRequest of(String type, String fields) {
        return JobRequests.branches(LEAST.get(type) + fields + "}\n");
    }

    /** The form of a job writes the plugin's property without jobs, so that nobody set any. */
    @Test
    void jobsOnBranchesOverruleNobodyWhoOnlySavedTheForm() {
        String trigger = "    multibranch_job_trigger: {create_action_job_to_trigger: deploy}\n";
        JobRequest request = GOLDEN.request(
                "svn-bare", yaml -> yaml.replace("    source_type: svn\n", trigger + "    source_type: svn\n"));

        JobDocument update = jobs.update(request, GOLDEN.document("svn-bare", "form"));

        assertThat(update.overruled()).isEmpty();
        assertThat(update.xml()).contains("<createActionJobsToTrigger>golden/deploy</createActionJobsToTrigger>");
        String theirs = GOLDEN.document("svn-bare", "form")
                .replace("<createActionJobsToTrigger>", "<createActionJobsToTrigger>golden/theirs");
        assertThat(jobs.update(request, theirs).overruled()).containsExactly("multibranch_job_trigger");
    }

    /** Each field that may be left out, and what it leaves in the document. */
    static Stream<List<String>> fields() {
        Stream<List<String>> common = Stream.of(
                List.of("git", "", "description: about", "about"),
                List.of("git", "", "discarder: {num_to_keep: \"5\"}", "<numToKeep>5"),
                List.of("git", "", "discarder: {days_to_keep: \"5\"}", "<daysToKeep>5"),
                List.of("git", "", "timer_trigger: {interval: \"60000\"}", "PeriodicFolderTrigger"),
                List.of("git", "", "script_path: ci/Jenkinsfile", "ci/Jenkinsfile"),
                List.of(
                        "git",
                        "",
                        "multibranch_job_trigger: {create_action_job_to_trigger: deploy}",
                        "<createActionJobsToTrigger>demo/deploy"),
                List.of(
                        "git",
                        "",
                        "multibranch_job_trigger: {delete_action_job_to_trigger: demo/clean}",
                        "<deleteActionJobsToTrigger>demo/clean"),
                List.of("git", ", discover_branches: true", "", "jenkins.plugins.git.traits.BranchDiscoveryTrait"),
                List.of("git", ", discover_tags: true", "", "jenkins.plugins.git.traits.TagDiscoveryTrait"),
                List.of("svn", ", includes: trunk", "", "<includes>trunk<"),
                List.of("svn", ", excludes: old", "", "<excludes>old<"),
                List.of("gitlab", ", server_name: intranet", "", "<serverName>intranet"),
                List.of("github", ", api_uri: 'https://h/api/v3'", "", "<apiUri>https://h/api/v3"),
                List.of("bitbucket_server", ", api_uri: 'https://h'", "", "<serverUrl>https://h<"));
        Stream<List<String>> credentials =
                LEAST.keySet().stream().map(type -> List.of(type, ", credential_id: robot", "", "robot"));
        Stream<List<String>> cloned = Stream.of("git", "github", "gitlab", "bitbucket_server")
                .flatMap(type -> Stream.of(
                        List.of(type, ", regex_filter: main", "", "<regex>main"),
                        List.of(type, ", git_clone_option: {shallow: true}", "", "<shallow>true"),
                        List.of(type, ", git_clone_option: {depth: 7}", "", "<depth>7"),
                        List.of(type, ", git_clone_option: {timeout: 7}", "", "<timeout>7")));
        Stream<List<String>> hosted = Stream.of("github", "gitlab", "bitbucket_server")
                .flatMap(type -> Stream.of(
                        List.of(type, ", discover_branches: 3", "", "BranchDiscoveryTrait"),
                        List.of(type, ", discover_pr_from_origin: 3", "", "RequestDiscoveryTrait"),
                        List.of(type, ", discover_pr_from_forks: {strategy: 3, trust: 3}", "", "DiscoveryTrait$Trust"),
                        List.of(type, ", discover_tags: true", "", "TagDiscoveryTrait")));
        return Stream.of(common, credentials, cloned, hosted).flatMap(fields -> fields);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void whatWePutThereGoesWithItsField(List<String> field) {
        JobRequest without = of(field.get(0), "");
        JobRequest with = JobRequests.branches(LEAST.get(field.get(0)) + field.get(1) + "}\n" + field.get(2));
        String bare = jobs.create(without).xml();
        JobDocument set = jobs.update(with, bare);
        assertThat(bare).doesNotContain(field.get(3));
        assertThat(set.xml()).contains(field.get(3));
        assertThat(set.overruled()).isEmpty();
        JobDocument removed = jobs.update(without, set.xml());
        assertThat(removed.xml().lines())
                .as("in whatever order")
                .containsExactlyInAnyOrderElementsOf(bare.lines().toList());
        assertThat(removed.overruled()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "bitbucket_server", "gitlab"})
    void silenceTowardsTheHostGoesWithItsField(String type) {
        String silent = LEAST.get(type).replace("accept_jenkins_notification: true", "discover_tags: false") + "}";
        String xml = jobs.create(JobRequests.branches(silent)).xml();
        assertThat(xml).contains("SkipNotifications");
        assertThat(jobs.update(of(type, ""), xml).xml()).doesNotContain("SkipNotifications");
    }

    @Test
    void theRuleForNewBranchesFollowsItsAnnotation() {
        JobRequest held = new JobRequest(BARE.name(), BARE.owner(), BARE.spec(), false, false);
        String bare = jobs.create(BARE).xml();
        JobDocument set = jobs.update(held, bare);
        assertThat(set.xml()).contains("branch.SkipFirstBuildStrategy/>");
        JobDocument on = jobs.update(BARE, set.xml());
        assertThat(on.xml())
                .contains("branch.BuildNewAndChangedStrategy/>")
                .doesNotContain("branch.SkipFirstBuildStrategy");
        assertThat(jobs.update(BARE, on.xml()).changed()).isFalse();
        assertThat(jobs.update(held, on.xml()).xml()).isEqualTo(set.xml());
    }

    /** An administrator's strategy, view, health, icon, property, trigger, trait, rule, field, and a second source. */
    private static String withOthers(String xml) {
        return xml.replace("<sources ", """
                        <folderViews class="org.example.Views"><a b="c">1</a></folderViews>
                        <healthMetrics><org.example.Health/></healthMetrics>
                        <icon class="org.example.Icon"/>
                        <displayName>mine</displayName>
                        <sources \
                        """)
                .replace("<properties>", "<properties><org.example.Credentials><x>1</x></org.example.Credentials>")
                .replace("<triggers>", "<triggers><org.example.Trigger><spec>@daily</spec></org.example.Trigger>")
                .replace("<traits>", "<traits><org.example.Trait><x>2</x></org.example.Trait>")
                .replace("<id>", "<httpRemote>https://h</httpRemote><id>")
                .replace("</source>", """
                        </source>
                        <strategy class="jenkins.branch.DefaultBranchPropertyStrategy"><x>3</x></strategy>
                        <buildStrategies><org.example.Rule/></buildStrategies>\
                        """)
                .replace(
                        "<data>",
                        "<data><jenkins.branch.BranchSource><source class=\"org.example.Source\"><id>other</id>"
                                + "</source></jenkins.branch.BranchSource>");
    }

    private static final List<String> OTHERS = List.of(
            "org.example.Views",
            "org.example.Health",
            "org.example.Icon",
            "<displayName>mine",
            "org.example.Credentials",
            "org.example.Trigger",
            "org.example.Trait",
            "<httpRemote>",
            "DefaultBranchPropertyStrategy",
            "org.example.Rule",
            "org.example.Source");

    @Test
    void whatIsNotOursStays() {
        JobRequest full = GOLDEN.request("gitlab-full");
        JobRequest held = new JobRequest(full.name(), full.owner(), full.spec(), false, false);
        String others = withOthers(jobs.create(full).xml());
        assertThat(others).contains(OTHERS);
        assertThat(jobs.update(full, others).changed()).isFalse();
        JobDocument ruled = jobs.update(held, others);
        assertThat(ruled.xml()).contains(OTHERS).contains("SkipFirstBuildStrategy");
        assertThat(jobs.update(full, ruled.xml()).xml()).contains(OTHERS).doesNotContain("SkipFirstBuildStrategy");
        JobDocument bare = jobs.update(of("gitlab", ""), ruled.xml());
        assertThat(bare.xml())
                .doesNotContain("PeriodicFolderTrigger", "MergeRequest", "CloneOption", "RegexSCM", "intranet")
                .contains(OTHERS.stream()
                        .filter(other -> !other.equals("<httpRemote>"))
                        .toList());
        assertThat(bare.overruled()).isEmpty();
    }

    /** A disabled project scans for no branches, and nothing in a spec asks for that. */
    @Test
    void whatSomebodyDisabledIsEnabled() {
        String ours = jobs.create(BARE).xml();

        JobDocument update = jobs.update(BARE, ours.replace("<sources ", "<disabled>true</disabled><sources "));

        assertThat(update.xml()).contains("<disabled>false</disabled>");
        assertThat(update.found().disabled()).isTrue();
    }

    @Test
    void whatIsThereAlreadyStaysWhileTheSpecDoesNotSayIt() {
        String theirs = """
                <org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
                  <description>by hand</description>
                  <orphanedItemStrategy class="org.example.KeepAll"/>
                  <triggers><com.cloudbees.hudson.plugins.folder.computed.PeriodicFolderTrigger>
                    <spec>H H * * *</spec><interval>86400000</interval>
                  </com.cloudbees.hudson.plugins.folder.computed.PeriodicFolderTrigger></triggers>
                  <sources class="jenkins.branch.MultiBranchProject$BranchSourceList"><data>
                    <jenkins.branch.BranchSource><source class="jenkins.plugins.git.GitSCMSource">
                      <id>theirs</id><remote>https://h/r</remote><credentialsId>theirs</credentialsId>
                      <traits><jenkins.plugins.git.traits.BranchDiscoveryTrait/></traits>
                    </source></jenkins.branch.BranchSource>
                  </data></sources>
                </org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>""";
        JobDocument adopted = jobs.update(BARE, theirs);
        assertThat(adopted.xml())
                .contains(
                        "by hand",
                        "org.example.KeepAll",
                        "86400000",
                        "<id>theirs</id>",
                        "<credentialsId>theirs",
                        "BranchDiscoveryTrait")
                .doesNotContain("DefaultOrphanedItemStrategy");
        assertThat(adopted.overruled()).isEmpty();

        JobRequest sets = JobRequests.branches(LEAST.get("git") + ", credential_id: robot, discover_branches: true}\n"
                + "description: about\ndiscarder: {num_to_keep: \"5\"}\ntimer_trigger: {interval: \"60000\"}");
        JobDocument replaced = jobs.update(sets, theirs);
        assertThat(replaced.overruled())
                .as("a trait that is the same was not replaced")
                .containsExactly("description", "discarder", "timer_trigger", "git_source.credential_id");
        assertThat(replaced.xml()).contains("<id>theirs</id>").doesNotContain("KeepAll", "by hand", "86400000");
        assertThat(jobs.update(sets, replaced.xml()).overruled()).isEmpty();
    }

    @Test
    void aJobOfAnotherSourceGetsOurs() {
        String github = jobs.create(GOLDEN.request("github-full")).xml();
        String theirs = github.replaceAll("(?s)<properties>.*</properties>", "");
        JobDocument update = jobs.update(BARE, theirs);
        assertThat(update.overruled()).containsExactly("script_path", "source_type");
        assertThat(update.xml())
                .contains("<id>6ff4ee52-e0d5-4c36-9a31-8d2a63d8d2c6</id>")
                .doesNotContain("github");
        assertThat(jobs.update(BARE, github).overruled())
                .as("our own source of another type")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"git", "github", "gitlab", "bitbucket_server", "svn", "single_svn"})
    void theIdOfASourceStays(String type) {
        String derived = jobs.create(of(type, "")).xml();
        assertThat(derived).contains("<id>uid-1</id>");
        JobRequest restored = new JobRequest(
                BARE.name(),
                new Owner("Pipeline", "demo", "web", "uid-2"),
                of(type, ", credential_id: robot").spec());
        assertThat(jobs.update(restored, derived).xml()).contains("<id>uid-1</id>", "<uid>uid-2</uid>");
        String given = jobs.update(of(type, ", scm_id: mine"), derived).xml();
        assertThat(given).contains("<id>mine</id>");
        assertThat(jobs.update(of(type, ""), given).xml()).contains("<id>mine</id>");
        assertThat(jobs.update(of(type, ""), derived.replace("<id>uid-1</id>", "<id/>"))
                        .xml())
                .contains("<id>uid-1</id>");
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

    /** What the plugins note beside our fields is of the old repository. */
    @Test
    void whatWasWorkedOutFromAnotherRepositoryGoes() {
        String gitlab = jobs.create(of("gitlab", ""))
                .xml()
                .replace("<id>", "<projectId>7</projectId><sshRemote>git@h:a/b</sshRemote><id>");
        assertThat(jobs.update(of("gitlab", ""), gitlab).changed()).isFalse();
        assertThat(jobs.update(of("gitlab", ", discover_tags: true"), gitlab).xml())
                .contains("<projectId>7");
        assertThat(jobs.update(of("gitlab", ", server_name: other"), gitlab).xml())
                .doesNotContain("projectId", "sshRemote");
        String github = jobs.create(of("github", ""))
                .xml()
                .replace("<id>", "<repositoryUrl>https://github.com/a/b</repositoryUrl><id>");
        assertThat(jobs.update(of("github", ""), github).changed()).isFalse();
        assertThat(jobs.update(of("github", ", api_uri: 'https://h/api/v3'"), github)
                        .xml())
                .doesNotContain("repositoryUrl");
    }

    @Test
    void whatWasFoundChangedIsNamedByItsField() {
        String made = jobs.create(GOLDEN.request("git-full")).xml();
        String edited = made.replace("git.example.com", "evil.example.com").replace("<depth>3", "<depth>4");
        assertThat(jobs.update(GOLDEN.request("git-full"), edited).found().fields())
                .containsExactly("git_source.url", "git_source.git_clone_option");
    }

    /** Newer versions of the plugin save the traits by other names, and load them by both. */
    @Test
    void traitsOfBitbucketAreKnownByBothTheirNames() {
        JobRequest full = GOLDEN.request("bitbucket-full");
        String made = jobs.create(full).xml();
        String resaved = made.replaceAll(
                "(com\\.cloudbees\\.jenkins\\.plugins\\.bitbucket\\.)((Branch|Origin|Fork|Tag)\\w*Trait)",
                "$1trait.$2");
        assertThat(resaved).isNotEqualTo(made);
        assertThat(jobs.update(full, resaved).changed()).isFalse();
        assertThat(jobs.update(of("bitbucket_server", ""), resaved).xml()).doesNotContain("DiscoveryTrait");
    }

    /** Jenkins' own default would delete the jobs of branches that are gone at once. */
    @ParameterizedTest
    @CsvSource({"'',''", "-1,''", "-1,-1"})
    void withoutALimitJobsAreKept(String days, String count) {
        JobRequest request = JobRequests.branches(
                LEAST.get("git") + "}\ndiscarder: {days_to_keep: \"" + days + "\", num_to_keep: \"" + count + "\"}");
        assertThat(jobs.create(request).xml()).contains("<pruneDeadBranches>false");
        assertThat(jobs.create(BARE).xml()).contains("<pruneDeadBranches>false");
    }

    @ParameterizedTest
    @CsvSource({
        "1, MILLISECONDS, * * * * *",
        "5, MINUTES, * * * * *",
        "6, MINUTES, H/5 * * * *",
        "30, MINUTES, H/5 * * * *",
        "31, MINUTES, H/15 * * * *",
        "1, HOURS, H/15 * * * *",
        "2, HOURS, H/30 * * * *",
        "8, HOURS, H/30 * * * *",
        "9, HOURS, H H/4 * * *",
        "24, HOURS, H H/4 * * *",
        "25, HOURS, H H/12 * * *",
        "2, DAYS, H H/12 * * *",
        "3, DAYS, H H * * *"
    })
    void howOftenJenkinsAsksWhetherToScan(long length, TimeUnit unit, String cron) {
        assertThat(ScanIntervalSection.cron(unit.toMillis(length))).isEqualTo(cron);
    }

    @ParameterizedTest
    @CsvSource({
        "https://GitHub.example.com:443/api/v3/, https://github.example.com/api/v3",
        "HTTP://h:80, http://h",
        "http://h:443/, http://h:443",
        "https://h/a/../b//, https://h/b",
        "' ', https://api.github.com"
    })
    void urlsOfHostsAreTidiedAsThePluginDoes(String given, String tidy) {
        String uri = given.isBlank() ? "" : given;
        assertThat(jobs.create(of("github", ", api_uri: '" + uri + "'")).xml())
                .contains("<apiUri>" + tidy + "</apiUri>");
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, 1, 10", "-9, -9, 1, 10", "3, 4, 3, 4"})
    void numbersOfACloneLessThanNothing(long depth, long timeout, String written, String minutes) {
        assertThat(jobs.create(of("git", ", git_clone_option: {depth: " + depth + ", timeout: " + timeout + "}"))
                        .xml())
                .contains("<depth>" + written + "<", "<timeout>" + minutes + "<");
        assertThat(jobs.create(of("git", ", git_clone_option: {depth: 0, timeout: 0}"))
                        .xml())
                .contains("CloneOptionTrait")
                .doesNotContain("<depth>", "<timeout>");
    }

    @Test
    void aJobOfAnotherKindIsNotTouched() {
        assertThatThrownBy(() -> jobs.update(BARE, "<flow-definition/>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "job demo/web is a <flow-definition>, not a multi-branch pipeline job; delete it, or give the"
                                + " Pipeline another name");
        assertThatThrownBy(() -> jobs.update(BARE, "<" + MultiBranchJobRenderer.ROOT + ">"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the config.xml of job demo/web cannot be read: ")
                .hasMessageEndingWith("; fix or delete the job");
    }
}
