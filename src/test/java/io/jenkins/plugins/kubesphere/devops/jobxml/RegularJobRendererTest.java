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
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterXml;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.RemoteTokenSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParameterClass;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecParameter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose an element is, and what becomes of it. What Jenkins itself makes of jobs is in {@link GoldenJobsTest}. */
class RegularJobRendererTest {
    private static final PipelineParameter TAG = new PipelineParameter("TAG", "string", "latest", null);
    private static final PipelineParameter WHO = new PipelineParameter("WHO", "string", "moon", null);
    private static final PipelineParameter KEY = new PipelineParameter("KEY", "password", "s3cret", null);

    private static final JobRequest EVERYTHING = JobRequests.of(new NoScmPipeline(
            "web",
            "about",
            new Discarder("7", null),
            List.of(TAG, WHO),
            true,
            new TimerTrigger("H 2 * * *", null),
            new RemoteTrigger("t0ken"),
            null,
            "echo 1"));
    private static final JobRequest NOTHING = JobRequests.script(null);

    private static final String BY_HAND = """
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
    void whatWePutThereGoesWithItsField() {
        JobDocument update = jobs.update(NOTHING, jobs.create(EVERYTHING).xml());
        assertThat(update.xml().lines())
                .as("in whatever order")
                .containsExactlyInAnyOrderElementsOf(
                        jobs.create(NOTHING).xml().lines().toList());
        assertThat(update.overruled()).isEmpty();
    }

    @Test
    void whatIsThereAlreadyStaysWhileTheSpecDoesNotSayIt() {
        JobDocument update = jobs.update(JobRequests.script("echo 2"), BY_HAND);
        assertThat(update.xml()).contains("<description>by hand</description>", "<daysToKeep>1</daysToKeep>", "MINE");
        assertThat(update.overruled()).containsExactly("jenkinsfile");
        assertThat(jobs.update(NOTHING, update.xml()).xml()).contains("by hand", "<daysToKeep>1", "MINE");
    }

    @Test
    void whatWasFoundOtherwiseIsNamedAndWhatIsOverruledIsNot() {
        String ours = jobs.create(EVERYTHING).xml();
        assertThat(jobs.update(EVERYTHING, ours).found()).isEqualTo(Drift.NONE);
        assertThat(jobs.update(EVERYTHING, ours.replace("about", "changed").replace("latest", "newest"))
                        .found())
                .isEqualTo(new Drift("", false, List.of("description", "parameters/TAG")));
        assertThat(jobs.update(EVERYTHING, BY_HAND).found().fields())
                .doesNotContain("description", "discarder", "jenkinsfile", "parameters/TAG");
    }

    @Test
    void aJobThatAPersonDisabledIsEnabled() {
        String ours = jobs.create(EVERYTHING).xml();
        JobDocument update = jobs.update(
                EVERYTHING, ours.replace("</flow-definition>", "<disabled>true</disabled></flow-definition>"));
        assertThat(update.found()).isEqualTo(new Drift("", true, List.of()));
        assertThat(update.xml()).contains("<disabled>false</disabled>");
        assertThat(jobs.update(EVERYTHING, update.xml()).changed()).isFalse();
    }

    @Test
    void whatAPersonSetIsNamedWhenTheSpecReplacesIt() {
        JobDocument update = jobs.update(EVERYTHING, BY_HAND);
        assertThat(update.overruled()).containsExactly("description", "discarder", "jenkinsfile", "parameters/TAG");
        assertThat(names(update)).containsExactly("TAG", "MINE", "WHO");
        assertThat(jobs.update(EVERYTHING, update.xml()).overruled()).isEmpty();
    }

    @Test
    void aStrategyWithoutSettingsIsAlsoSomebodys() {
        String theirs = """
                <flow-definition><properties><jenkins.model.BuildDiscarderProperty>
                  <strategy class="org.example.KeepAll"/>
                </jenkins.model.BuildDiscarderProperty></properties></flow-definition>""";
        assertThat(jobs.update(EVERYTHING, theirs).overruled()).containsExactly("discarder");
    }

    /** Outside the sandbox a script may do what its author may not. */
    @Test
    void aScriptOutsideTheSandboxIsPutBackIntoIt() {
        JobDocument update = jobs.update(JobRequests.script("echo 1"), BY_HAND);
        assertThat(update.xml()).contains("<sandbox>true</sandbox>").doesNotContain("<sandbox>false");
    }

    @Test
    void whatAPersonChangedOfOursIsPutRight() {
        String ours = jobs.create(EVERYTHING).xml();
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
                    JobDocument update = jobs.update(EVERYTHING, ours.replace(edit[0], edit[1]));
                    assertThat(update.changed()).as(edit[1]).isTrue();
                    assertThat(update.xml()).isEqualTo(ours);
                    assertThat(update.overruled()).isEmpty();
                });
    }

    @Test
    void lineEndsOfWhatIsOnlyShownAreOneAndThoseOfAValueAreNot() {
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
                .as("in clear in the file")
                .doesNotContain("s3cret");
    }

    @Test
    void parametersStandInTheOrderOfTheSpecAndOthersKeepTheirPlaces() {
        String first = jobs.update(EVERYTHING, BY_HAND).xml();
        JobDocument update = jobs.update(JobRequests.parameters(WHO, KEY, TAG), first);
        assertThat(names(update)).containsExactly("WHO", "MINE", "KEY", "TAG");
    }

    @Test
    void whatADeclarativeJenkinsfileDeclaresStaysWhenTheSpecNoLongerSaysIt() {
        String declared = jobs.create(EVERYTHING).xml().replace("<flow-definition>", """
                        <flow-definition><actions>
                        <org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction>
                          <jobProperties><string>jenkins.model.BuildDiscarderProperty</string></jobProperties>
                          <triggers><string>hudson.triggers.TimerTrigger</string></triggers>
                          <parameters><string>WHO</string></parameters>
                        </org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction>
                        </actions>""");
        assertThat(jobs.update(EVERYTHING, declared).overruled())
                .containsExactly("discarder", "timer_trigger", "parameters/WHO");
        JobDocument update = jobs.update(NOTHING, declared);
        assertThat(names(update)).containsExactly("WHO");
        assertThat(update.overruled()).isEmpty();
        assertThat(update.xml())
                .contains("<daysToKeep>7", "H 2 * * *")
                .doesNotContain("abortPrevious", "t0ken", "about", "TAG");
    }

    /**
     * The step replaces the whole list of parameters, so ours are put back after each run, and the condition says why.
     */
    @Test
    void whatTheStepPropertiesTookAwayIsPutBack() {
        String afterRun = """
                <flow-definition>
                  <actions><org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction><jobPropertyDescriptors>
                    <string>hudson.model.ParametersDefinitionProperty</string>
                  </jobPropertyDescriptors></org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction></actions>
                  <properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>
                    <hudson.model.StringParameterDefinition><name>MINE</name></hudson.model.StringParameterDefinition>
                  </parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties>
                </flow-definition>""";
        JobDocument update = jobs.update(JobRequests.parameters(TAG), afterRun);
        assertThat(names(update)).containsExactly("MINE", "TAG");
        assertThat(update.overruled()).containsExactly("parameters/TAG");
    }

    @Test
    void aJobOfAnotherOwnerIsSignedAnew() {
        JobRequest other =
                new JobRequest(EVERYTHING.name(), new Owner("Pipeline", "demo", "web", "uid-2"), EVERYTHING.spec());
        JobDocument update = jobs.update(other, jobs.create(EVERYTHING).xml());
        assertThat(update.changed()).isTrue();
        assertThat(update.xml()).contains("<uid>uid-2</uid>").doesNotContain("uid-1");
    }

    @Test
    void aJobOfAnotherKindIsNotTouched() {
        assertThatThrownBy(() -> jobs.update(NOTHING, "<project/>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "job demo/web is a <project>, not a pipeline job; delete it, or give the Pipeline another name");
    }

    @Test
    void aJobThatIsNoXmlIsNotTouched() {
        assertThatThrownBy(() -> jobs.update(NOTHING, "<flow-definition>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the config.xml of job demo/web cannot be read: ")
                .hasMessageEndingWith("; fix or delete the job");
    }

    @Test
    void nothingThatIsLoggedShowsASecret() {
        JobDocument made = jobs.create(EVERYTHING);
        assertThat(made.xml()).contains("t0ken");
        SpecParameter key = new SpecParameter(ParameterClass.PASSWORD, "KEY", "", List.of("s3cret"));
        assertThat(made + " " + key + " " + ParameterSection.of(key, new ParameterXml(secrets)) + " "
                        + new RemoteTokenSection("t0ken"))
                .doesNotContain("t0ken", "s3cret");
    }

    private List<Object> names(JobDocument document) {
        return ExpectedJobContent.in(document.xml(), secrets).parameters().stream()
                .map(parameter -> parameter.get(1))
                .toList();
    }
}
