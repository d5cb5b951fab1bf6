package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.JobContentReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterXml;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.RemoteTokenSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParameterDefinitionClasses;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecParameter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests which elements of a job belong to the Pipeline, and how an update changes them. {@link GoldenRegularJobsTest}
 * tests jobs that Jenkins saved.
 */
class RegularJobRendererTest {
    private static final PipelineParameter TAG = new PipelineParameter("TAG", "string", "latest", null);
    private static final PipelineParameter WHO = new PipelineParameter("WHO", "string", "moon", null);
    private static final PipelineParameter KEY = new PipelineParameter("KEY", "password", "s3cret", null);

    private static final JobRequest WITH_ALL_FIELDS = JobRequests.of(new NoScmPipeline(
            "web",
            "about",
            new Discarder("7", null),
            List.of(TAG, WHO),
            true,
            new TimerTrigger("H 2 * * *", null),
            new RemoteTrigger("t0ken"),
            null,
            "echo 1"));
    private static final JobRequest WITHOUT_FIELDS = JobRequests.script(null);

    private static final String MANUAL_ELEMENTS = """
            <flow-definition>
              <description>by hand</description>
              <properties>
                <jenkins.model.BuildDiscarderProperty>
                  <strategy class="hudson.tasks.LogRotator"><daysToKeep>1</daysToKeep></strategy>
                </jenkins.model.BuildDiscarderProperty>
                <hudson.model.ParametersDefinitionProperty>
                  <parameterDefinitions>
                    <hudson.model.BooleanParameterDefinition><name>TAG</name></hudson.model.BooleanParameterDefinition>
                    <hudson.model.StringParameterDefinition><name>MINE</name></hudson.model.StringParameterDefinition>
                  </parameterDefinitions>
                </hudson.model.ParametersDefinitionProperty>
              </properties>
              <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">
                <script>echo 1</script>
                <sandbox>false</sandbox>
              </definition>
            </flow-definition>
            """;

    private final SecretEncryption secrets = new RandomizedEncryption();
    private final RegularJobRenderer jobs = new RegularJobRenderer(secrets, plugin -> true);

    @Test
    void anElementIsRemovedWithItsField() {
        RenderedJob update =
                jobs.update(WITHOUT_FIELDS, jobs.create(WITH_ALL_FIELDS).xml());
        assertThat(update.xml().lines())
                .as("lines in any order")
                .containsExactlyInAnyOrderElementsOf(
                        jobs.create(WITHOUT_FIELDS).xml().lines().toList());
        assertThat(update.conflicts()).isEmpty();
    }

    @Test
    void foreignElementsAreKeptIfTheSpecHasNoField() {
        RenderedJob update = jobs.update(JobRequests.script("echo 2"), MANUAL_ELEMENTS);
        assertThat(update.xml()).contains("<description>by hand</description>", "<daysToKeep>1</daysToKeep>", "MINE");
        assertThat(update.conflicts()).containsExactly("jenkinsfile");
        assertThat(jobs.update(WITHOUT_FIELDS, update.xml()).xml()).contains("by hand", "<daysToKeep>1", "MINE");
    }

    @Test
    void driftIsReportedButOverruledFieldsAreNot() {
        String ours = jobs.create(WITH_ALL_FIELDS).xml();
        assertThat(jobs.update(WITH_ALL_FIELDS, ours).driftBefore()).isEqualTo(Drift.NONE);
        assertThat(jobs.update(WITH_ALL_FIELDS, ours.replace("about", "changed").replace("latest", "newest"))
                        .driftBefore())
                .isEqualTo(new Drift("", false, List.of("description", "parameters/TAG")));
        assertThat(jobs.update(WITH_ALL_FIELDS, MANUAL_ELEMENTS).driftBefore().fields())
                .doesNotContain("description", "discarder", "jenkinsfile", "parameters/TAG");
    }

    @Test
    void aDisabledJobIsEnabled() {
        String ours = jobs.create(WITH_ALL_FIELDS).xml();
        RenderedJob update = jobs.update(
                WITH_ALL_FIELDS, ours.replace("</flow-definition>", "<disabled>true</disabled></flow-definition>"));
        assertThat(update.driftBefore()).isEqualTo(new Drift("", true, List.of()));
        assertThat(update.xml()).contains("<disabled>false</disabled>");
        assertThat(jobs.update(WITH_ALL_FIELDS, update.xml()).changed()).isFalse();
    }

    @Test
    void replacedForeignElementsAreReported() {
        RenderedJob update = jobs.update(WITH_ALL_FIELDS, MANUAL_ELEMENTS);
        assertThat(update.conflicts()).containsExactly("description", "discarder", "jenkinsfile", "parameters/TAG");
        assertThat(names(update)).containsExactly("TAG", "MINE", "WHO");
        assertThat(jobs.update(WITH_ALL_FIELDS, update.xml()).conflicts()).isEmpty();
    }

    @Test
    void aForeignStrategyWithoutSettingsIsReported() {
        String theirs = """
                <flow-definition><properties><jenkins.model.BuildDiscarderProperty>
                  <strategy class="org.example.KeepAll"/>
                </jenkins.model.BuildDiscarderProperty></properties></flow-definition>""";
        assertThat(jobs.update(WITH_ALL_FIELDS, theirs).conflicts()).containsExactly("discarder");
    }

    /** Outside of the sandbox, a script could do more than its author may. */
    @Test
    void theSandboxOfAScriptIsRestored() {
        RenderedJob update = jobs.update(JobRequests.script("echo 1"), MANUAL_ELEMENTS);
        assertThat(update.xml()).contains("<sandbox>true</sandbox>").doesNotContain("<sandbox>false");
    }

    @Test
    void manualChangesOfOurElementsAreReverted() {
        String ours = jobs.create(WITH_ALL_FIELDS).xml();
        Stream.of(
                        new String[] {"about", "changed"},
                        new String[] {"<daysToKeep>7", "<daysToKeep>8"},
                        new String[] {"<artifactNumToKeep>-1", "<artifactNumToKeep>1"},
                        new String[] {"<abortPrevious>false", "<abortPrevious>true"},
                        new String[] {"H 2 * * *", "H 3 * * *"},
                        new String[] {"t0ken", "t1ken"},
                        new String[] {"echo 1", "echo 2"},
                        new String[] {"latest", "newest"},
                        new String[] {"<name>WHO</name>", "<name>WHO</name><trim>true</trim>"},
                        new String[] {"<sandbox>true</sandbox>", "<sandbox>true</sandbox><other/>"})
                .forEach(edit -> {
                    RenderedJob update = jobs.update(WITH_ALL_FIELDS, ours.replace(edit[0], edit[1]));
                    assertThat(update.changed()).as(edit[1]).isTrue();
                    assertThat(update.xml()).isEqualTo(ours);
                    assertThat(update.conflicts()).isEmpty();
                });
    }

    @Test
    void lineEndsAreEqualInDisplayedTextsButNotInValues() {
        JobRequest request = JobRequests.parameters(new PipelineParameter("A", "text", "1\r\n2", "a\r\nb\rc\u2028d"));
        String ours = jobs.create(request).xml();
        String shown = ours.replace("a&#xd;\nb&#xd;c&#x2028;d", "a\nb\nc\nd");
        assertThat(shown).isNotEqualTo(ours);
        assertThat(jobs.update(request, shown).changed()).isFalse();
        assertThat(jobs.update(request, ours.replace("1&#xd;\n2", "1\n2")).xml())
                .isEqualTo(ours);
    }

    @Test
    void aPasswordIsComparedDecrypted() {
        JobRequest request = JobRequests.parameters(KEY);
        String ours = jobs.create(request).xml();
        String first = secrets.encrypt("s3cret");
        assertThat(first).isNotEqualTo(secrets.encrypt("s3cret"));
        String stored =
                ours.replaceAll("<defaultValue>.*</defaultValue>", "<defaultValue>" + first + "</defaultValue>");
        assertThat(jobs.update(request, stored).changed()).isFalse();
        assertThat(jobs.update(request, stored.replace(first, secrets.encrypt("other")))
                        .changed())
                .isTrue();
        assertThat(jobs.update(request, stored.replace(first, "s3cret")).xml())
                .as("document that had the password as plain text")
                .doesNotContain("s3cret");
    }

    @Test
    void parametersHaveTheOrderOfTheSpecAndForeignOnesKeepTheirPlaces() {
        String first = jobs.update(WITH_ALL_FIELDS, MANUAL_ELEMENTS).xml();
        RenderedJob update = jobs.update(JobRequests.parameters(WHO, KEY, TAG), first);
        assertThat(names(update)).containsExactly("WHO", "MINE", "KEY", "TAG");
    }

    @Test
    void elementsOfADeclarativeJenkinsfileAreKeptWithoutTheirField() {
        String declared = jobs.create(WITH_ALL_FIELDS).xml().replace("<flow-definition>", """
                        <flow-definition><actions>
                        <org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction>
                          <jobProperties><string>jenkins.model.BuildDiscarderProperty</string></jobProperties>
                          <triggers><string>hudson.triggers.TimerTrigger</string></triggers>
                          <parameters><string>WHO</string></parameters>
                        </org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction>
                        </actions>""");
        assertThat(jobs.update(WITH_ALL_FIELDS, declared).conflicts())
                .containsExactly("discarder", "timer_trigger", "parameters/WHO");
        RenderedJob update = jobs.update(WITHOUT_FIELDS, declared);
        assertThat(names(update)).containsExactly("WHO");
        assertThat(update.conflicts()).isEmpty();
        assertThat(update.xml())
                .contains("<daysToKeep>7", "H 2 * * *")
                .doesNotContain("abortPrevious", "t0ken", "about", "TAG");
    }

    /**
     * The step {@code properties} replaces the whole list of parameters. So the update restores our parameters after
     * each run, and reports their field as a conflict.
     */
    @Test
    void parametersRemovedByTheStepPropertiesAreRestored() {
        String afterRun = """
                <flow-definition>
                  <actions><org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction><jobPropertyDescriptors>
                    <string>hudson.model.ParametersDefinitionProperty</string>
                  </jobPropertyDescriptors></org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction></actions>
                  <properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>
                    <hudson.model.StringParameterDefinition><name>MINE</name></hudson.model.StringParameterDefinition>
                  </parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties>
                </flow-definition>""";
        RenderedJob update = jobs.update(JobRequests.parameters(TAG), afterRun);
        assertThat(names(update)).containsExactly("MINE", "TAG");
        assertThat(update.conflicts()).containsExactly("parameters/TAG");
    }

    @Test
    void aJobOfAnotherOwnerGetsOurManagedProperty() {
        JobRequest other = new JobRequest(
                WITH_ALL_FIELDS.name(), new Owner("Pipeline", "demo", "web", "uid-2"), WITH_ALL_FIELDS.spec());
        RenderedJob update = jobs.update(other, jobs.create(WITH_ALL_FIELDS).xml());
        assertThat(update.changed()).isTrue();
        assertThat(update.xml()).contains("<uid>uid-2</uid>").doesNotContain("uid-1");
    }

    @Test
    void aJobOfAnotherTypeIsNotChanged() {
        assertThatThrownBy(() -> jobs.update(WITHOUT_FIELDS, "<project/>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "job demo/web is a <project>, not a pipeline job; delete it, or give the Pipeline another name");
    }

    @Test
    void aDocumentThatIsNotXmlIsNotChanged() {
        assertThatThrownBy(() -> jobs.update(WITHOUT_FIELDS, "<flow-definition>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the config.xml of job demo/web cannot be read: ")
                .hasMessageEndingWith("; fix or delete the job");
    }

    @Test
    void toStringContainsNoSecret() {
        RenderedJob made = jobs.create(WITH_ALL_FIELDS);
        assertThat(made.xml()).contains("t0ken");
        SpecParameter key = new SpecParameter(ParameterDefinitionClasses.PASSWORD, "KEY", "", List.of("s3cret"));
        assertThat(made + " " + key + " " + ParameterSection.of(key, new ParameterXml(secrets)) + " "
                        + new RemoteTokenSection("t0ken"))
                .doesNotContain("t0ken", "s3cret");
    }

    private List<Object> names(RenderedJob document) {
        return JobContentReader.read(document.xml(), secrets).parameters().stream()
                .map(parameter -> parameter.get(1))
                .toList();
    }
}
