package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.WebhookSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecRefusalFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.WebhookSettingsFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when the webhook trigger of a job belongs to the Pipeline, and when it matches the spec. */
class WebhookSectionTest {
    private static final JobRequest REQUEST = JobRequests.webhook(webhook(true));
    private static final JobRequest WITHOUT_WEBHOOK = JobRequests.webhook(null);

    /** A trigger whose token is a credential; a person or a Jenkinsfile configured it. */
    private static final String TRIGGER_OF_ANOTHER_OWNER = """
            <flow-definition><properties>
              <org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty><triggers>
                <org.jenkinsci.plugins.gwt.GenericTrigger plugin="generic-webhook-trigger@2.4.1">
                  <spec></spec>
                  <tokenCredentialId>theirs</tokenCredentialId>
                </org.jenkinsci.plugins.gwt.GenericTrigger>
              </triggers></org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty>
            </properties></flow-definition>""";

    private static final String DECLARED_IN_JENKINSFILE = """
            <flow-definition><actions>
              <org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction>
                <triggers><string>org.jenkinsci.plugins.gwt.GenericTrigger</string></triggers>
              </org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction>
            </actions>""";

    private final RegularJobRenderer jobs = new RegularJobRenderer(new RandomizedEncryption(), plugin -> true);
    private final String ours = jobs.create(REQUEST).xml();

    @Test
    void aDisabledWebhookIsRemoved() {
        assertThat(ours).contains("GenericTrigger");
        Stream.of(null, webhook(false), webhook(null)).map(JobRequests::webhook).forEach(off -> {
            RenderedJob update = jobs.update(off, ours);
            assertThat(update.conflicts()).isEmpty();
            assertThat(update.xml().lines())
                    .as("lines in any order")
                    .containsExactlyInAnyOrderElementsOf(
                            jobs.create(WITHOUT_WEBHOOK).xml().lines().toList());
        });
    }

    @Test
    void theTimerTriggerIsKept() {
        TimerTrigger timer = new TimerTrigger("H 2 * * *", null);
        JobRequest both = JobRequests.of(NoScmPipelineBuilder.named("web")
                .timerTrigger(timer)
                .webhook(webhook(true))
                .jenkinsfile("echo 1")
                .build());
        JobRequest one = JobRequests.of(NoScmPipelineBuilder.named("web")
                .timerTrigger(timer)
                .jenkinsfile("echo 1")
                .build());
        String made = jobs.create(both).xml();
        assertThat(made).containsSubsequence("<triggers>", "TimerTrigger>", "GenericTrigger>", "</triggers>");
        assertThat(jobs.update(one, made).xml()).isEqualTo(jobs.create(one).xml());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <token>t0ken            | <token>t1ken
            push to                 | pull from
            <regexpFilterText>$ref  | <regexpFilterText>$who
            ^main$                  | ^dev$
            <key>ref                | <key>Ref
            [^a-z]                  | [^A-Z]
            Variables>true          | Variables>false
            Content>false           | Content>true
            <spec/>                 | <spec>H * * * *</spec>
            <spec/>                 | <spec/><tokenCredentialId>mine</tokenCredentialId>
            <spec/>                 | <spec/><silentResponse>true</silentResponse>
            <spec/>                 | <spec/><overrideQuietPeriod>true</overrideQuietPeriod>
            <spec/>                 | <spec/><shouldNotFlattern>true</shouldNotFlattern>
            <spec/>                 | <spec/><allowSeveralTriggersPerBuild>true</allowSeveralTriggersPerBuild>
            <spec/>                 | <spec/><somethingNew>1</somethingNew>
            <key>who                | <more/><key>who
            <genericVariables/>     | <genericVariables><org.jenkinsci.plugins.gwt.GenericVariable/></genericVariables>
            <genericVariables/>     | <genericVariables reference="../genericRequestVariables"/>
            GenericHeaderVariable>  | GenericVariable>
            """)
    void manualChangesOfTheTriggerAreReverted(String before, String after) {
        String changed = ours.replace(before, after);
        assertThat(changed).isNotEqualTo(ours);
        RenderedJob update = jobs.update(REQUEST, changed);
        assertThat(update.xml()).isEqualTo(ours);
        assertThat(update.conflicts()).isEmpty();
    }

    /** The plugin shows the default for an empty cause, and its form fills it in. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<causeString></causeString>", "<causeString>Generic Cause</causeString>"})
    void anEmptyCauseBecomesThePluginsDefault(String saved) {
        JobRequest request = JobRequests.webhook(variables());
        String made = jobs.create(request).xml();
        String cause = "<causeString>Generic Cause</causeString>";
        assertThat(made).contains(cause);
        assertThat(jobs.update(request, made.replace(cause, saved)).changed()).isFalse();
    }

    @Test
    void anotherOrderOfVariablesIsAChange() {
        WebhookVariable ref = new WebhookVariable("ref", null);
        WebhookVariable who = new WebhookVariable("who", null);
        String made = jobs.create(JobRequests.webhook(variables(ref, who))).xml();
        assertThat(jobs.update(JobRequests.webhook(variables(who, ref)), made).changed())
                .isTrue();
    }

    @Test
    void aForeignTriggerIsKeptIfTheSpecHasNone() {
        String existing = jobs.update(WITHOUT_WEBHOOK, TRIGGER_OF_ANOTHER_OWNER).xml();
        assertThat(existing).contains("<tokenCredentialId>theirs");
        assertThat(jobs.update(JobRequests.webhook(webhook(false)), existing).changed())
                .isFalse();
    }

    @Test
    void aForeignTriggerIsReplacedAndReportedOnce() {
        RenderedJob update = jobs.update(REQUEST, TRIGGER_OF_ANOTHER_OWNER);
        assertThat(update.conflicts()).containsExactly("generic_webhook");
        assertThat(update.xml()).contains("<token>t0ken").doesNotContain("theirs");
        assertThat(jobs.update(REQUEST, update.xml()).conflicts()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(booleans = false)
    void aTriggerDeclaredInTheJenkinsfileIsReportedAndNotTouched(Boolean enable) {
        String declared = ours.replace("<flow-definition>", DECLARED_IN_JENKINSFILE);
        RenderedJob update = jobs.update(REQUEST, declared);
        assertThat(update.changed()).isFalse();
        assertThat(update.conflicts()).containsExactly("generic_webhook");
        assertThat(jobs.update(JobRequests.webhook(webhook(enable)), declared).xml())
                .contains("<token>t0ken");
    }

    @Test
    void toStringNeverShowsTheToken() {
        WebhookSection section = new WebhookSection(new WebhookSettingsFactory(
                        new SpecTextValidator(new SpecRefusalFactory(REQUEST.owner())), plugin -> true)
                .create(webhook(true)));
        assertThat(section.webhook().orElseThrow().token()).isEqualTo("t0ken");
        assertThat(section + " " + section.webhook() + " " + webhook(true) + " " + jobs.create(REQUEST) + " " + REQUEST)
                .doesNotContain("t0ken");
    }

    private static GenericWebhook webhook(Boolean enable) {
        return new GenericWebhook(
                enable,
                "t0ken",
                "push to $ref",
                true,
                null,
                "$ref",
                "^main$",
                List.of(new WebhookVariable("ref", "[^a-z]"), new WebhookVariable("who", null)),
                List.of(new WebhookVariable("X-Event", "")));
    }

    private static GenericWebhook variables(WebhookVariable... variables) {
        return new GenericWebhook(true, "t0ken", null, null, null, null, null, List.of(variables), null);
    }
}
