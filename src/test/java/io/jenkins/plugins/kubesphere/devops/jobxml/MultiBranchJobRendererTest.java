package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ScanIntervalSectionFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests which elements of a multi-branch job belong to the Pipeline, and how an update changes them. {@link
 * GoldenMultiBranchJobsTest} tests jobs that Jenkins saved.
 */
class MultiBranchJobRendererTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("multibranch");

    private static final JobRequest BARE = MinimalBranchSpecs.request("git", "");

    private static final List<String> FOREIGN_ELEMENTS = List.of(
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

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    /**
     * When a person saves the form of a job, Jenkins saves the property of the plugin multibranch-action-triggers even
     * if it names no jobs. Such a property is not a setting of that person.
     */
    @Test
    void aSavedFormWithoutJobTriggersIsNotAConflict() {
        String trigger = "    multibranch_job_trigger: {create_action_job_to_trigger: deploy}\n";
        JobRequest request = GOLDEN.request(
                "svn-bare", yaml -> yaml.replace("    source_type: svn\n", trigger + "    source_type: svn\n"));

        RenderedJob update = jobs.update(request, GOLDEN.document("svn-bare", "form"));

        assertThat(update.conflicts()).isEmpty();
        assertThat(update.xml()).contains("<createActionJobsToTrigger>golden/deploy</createActionJobsToTrigger>");
        String theirs = GOLDEN.document("svn-bare", "form")
                .replace("<createActionJobsToTrigger>", "<createActionJobsToTrigger>golden/theirs");
        assertThat(jobs.update(request, theirs).conflicts()).containsExactly("multibranch_job_trigger");
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.plugins.kubesphere.devops.jobxml.OptionalBranchFields#all")
    void anElementIsRemovedWithItsField(List<String> field) {
        JobRequest without = MinimalBranchSpecs.request(field.get(0), "");
        JobRequest with =
                JobRequests.branches(MinimalBranchSpecs.yaml(field.get(0)) + field.get(1) + "}\n" + field.get(2));
        String bare = jobs.create(without).xml();
        RenderedJob updated = jobs.update(with, bare);
        assertThat(bare).doesNotContain(field.get(3));
        assertThat(updated.xml()).contains(field.get(3));
        assertThat(updated.conflicts()).isEmpty();
        RenderedJob removed = jobs.update(without, updated.xml());
        assertThat(removed.xml().lines())
                .as("lines in any order")
                .containsExactlyInAnyOrderElementsOf(bare.lines().toList());
        assertThat(removed.conflicts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "bitbucket_server", "gitlab"})
    void theTraitOfSkippedNotificationsIsRemovedWithItsField(String type) {
        String silent =
                MinimalBranchSpecs.yaml(type).replace("accept_jenkins_notification: true", "discover_tags: false")
                        + "}";
        String xml = jobs.create(JobRequests.branches(silent)).xml();
        assertThat(xml).contains("SkipNotifications");
        assertThat(jobs.update(MinimalBranchSpecs.request(type, ""), xml).xml()).doesNotContain("SkipNotifications");
    }

    @Test
    void theBuildStrategyFollowsItsAnnotation() {
        JobRequest withoutNewBranches = new JobRequest(BARE.name(), BARE.owner(), BARE.spec(), false, false);
        String bare = jobs.create(BARE).xml();
        RenderedJob withStrategy = jobs.update(withoutNewBranches, bare);
        assertThat(withStrategy.xml()).contains("branch.SkipFirstBuildStrategy/>");
        RenderedJob switchedOn = jobs.update(BARE, withStrategy.xml());
        assertThat(switchedOn.xml())
                .contains("branch.BuildNewAndChangedStrategy/>")
                .doesNotContain("branch.SkipFirstBuildStrategy");
        assertThat(jobs.update(BARE, switchedOn.xml()).changed()).isFalse();
        assertThat(jobs.update(withoutNewBranches, switchedOn.xml()).xml()).isEqualTo(withStrategy.xml());
    }

    @Test
    void foreignElementsAreKept() {
        JobRequest full = GOLDEN.request("gitlab-full");
        JobRequest withoutNewBranches = new JobRequest(full.name(), full.owner(), full.spec(), false, false);
        String others = withForeignElements(jobs.create(full).xml());
        assertThat(others).contains(FOREIGN_ELEMENTS);
        assertThat(jobs.update(full, others).changed()).isFalse();
        RenderedJob updated = jobs.update(withoutNewBranches, others);
        assertThat(updated.xml()).contains(FOREIGN_ELEMENTS).contains("SkipFirstBuildStrategy");
        assertThat(jobs.update(full, updated.xml()).xml())
                .contains(FOREIGN_ELEMENTS)
                .doesNotContain("SkipFirstBuildStrategy");
        RenderedJob bare = jobs.update(MinimalBranchSpecs.request("gitlab", ""), updated.xml());
        assertThat(bare.xml())
                .doesNotContain("PeriodicFolderTrigger", "MergeRequest", "GitCloneOption", "RegexSCM", "intranet")
                .contains(FOREIGN_ELEMENTS.stream()
                        .filter(other -> !other.equals("<httpRemote>"))
                        .toList());
        assertThat(bare.conflicts()).isEmpty();
    }

    @Test
    void foreignElementsAreKeptIfTheSpecHasNoField() {
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
        RenderedJob adopted = jobs.update(BARE, theirs);
        assertThat(adopted.xml())
                .contains(
                        "by hand",
                        "org.example.KeepAll",
                        "86400000",
                        "<id>theirs</id>",
                        "<credentialsId>theirs",
                        "BranchDiscoveryTrait")
                .doesNotContain("DefaultOrphanedItemStrategy");
        assertThat(adopted.conflicts()).isEmpty();

        JobRequest fullRequest = JobRequests.branches(
                MinimalBranchSpecs.yaml("git") + ", credential_id: robot, discover_branches: true}\n"
                        + "description: about\ndiscarder: {num_to_keep: \"5\"}\ntimer_trigger: {interval: \"60000\"}");
        RenderedJob replaced = jobs.update(fullRequest, theirs);
        assertThat(replaced.conflicts())
                .as("fields whose element was replaced; the trait already matched")
                .containsExactly("description", "discarder", "timer_trigger", "git_source.credential_id");
        assertThat(replaced.xml()).contains("<id>theirs</id>").doesNotContain("KeepAll", "by hand", "86400000");
        assertThat(jobs.update(fullRequest, replaced.xml()).conflicts()).isEmpty();
    }

    /** By default, Jenkins would delete the jobs of deleted branches at once. */
    @ParameterizedTest
    @CsvSource({"'',''", "-1,''", "-1,-1"})
    void withoutALimitJobsOfDeletedBranchesAreKept(String days, String count) {
        JobRequest request = JobRequests.branches(MinimalBranchSpecs.yaml("git") + "}\ndiscarder: {days_to_keep: \""
                + days + "\", num_to_keep: \"" + count + "\"}");
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
    void anIntervalBecomesTheCronExpressionOfThePlugin(long length, TimeUnit unit, String cron) {
        assertThat(ScanIntervalSectionFactory.cron(unit.toMillis(length))).isEqualTo(cron);
    }

    @Test
    void aJobOfAnotherTypeIsNotChanged() {
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

    /**
     * Adds a strategy, view, health metric, icon, property, trigger, trait, build strategy, field, and a second source
     * of an administrator.
     */
    private static String withForeignElements(String xml) {
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
}
