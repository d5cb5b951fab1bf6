package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.JobContentReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.Java24XmlInputFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimitValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ScheduleValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that specs which cannot become a job are refused, and with which messages. */
class RefusedSpecsTest {
    /** A script for which Jenkins writes one entity reference more than Java 24 permits in a document. */
    private static final JobRequest TOO_MANY_QUOTES = JobRequests.script("'".repeat(100_001));

    private final SecretEncryption secrets = new RandomizedEncryption();
    private final RegularJobRenderer jobs = new RegularJobRenderer(secrets, plugin -> true);

    @Test
    void anEncryptedPasswordOfJenkinsIsRefused() {
        String others = secrets.encrypt("of somebody else");
        assertRefused(
                JobRequests.parameters(
                        new PipelineParameter("WHO", "string", "x", null),
                        new PipelineParameter("KEY", "password", others, null)),
                "Pipeline demo/web: spec.pipeline.parameters[1].default_value is a text that Jenkins has encrypted, which"
                        + " a Pipeline may not use, because its builds could then read the secret; give the plain text");
    }

    @Test
    void anEncryptedTextOutsideOfPasswordsIsPlainText() {
        String encrypted = secrets.encrypt("of somebody else");
        String xml = jobs.create(JobRequests.parameters(new PipelineParameter("KEY", "string", encrypted, null)))
                .xml();
        assertThat(JobContentReader.read(xml, secrets).parameters().get(0))
                .element(3)
                .isEqualTo(encrypted);
    }

    @Test
    void aJobThatJenkinsCouldNotLoadAgainIsRefused() {
        RegularJobRenderer onJava24 = new RegularJobRenderer(
                secrets,
                plugin -> true,
                ScheduleValidator.NONE,
                new ParserLimitValidator(Java24XmlInputFactory::createFactory));
        assertThatThrownBy(() -> onJava24.create(TOO_MANY_QUOTES))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(EngineRefusalException.Reason.INVALID_SPEC))
                .hasMessageStartingWith(
                        "Pipeline demo/web: spec.pipeline makes a job that Jenkins could not load again:")
                .hasMessageContaining("JAXP00010003")
                .hasMessageEndingWith("; shorten the Jenkinsfile, or start Jenkins with"
                        + " -Djdk.xml.maxGeneralEntitySizeLimit=0 -Djdk.xml.totalEntitySizeLimit=0");
        assertThat(onJava24.create(JobRequests.script("'".repeat(99_000))).changed())
                .isTrue();
    }

    /** Shows that Java 24 and later have these limits. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void aJobThatThisJavaCouldNotLoadAgainIsRefused() {
        assertThatThrownBy(() -> jobs.create(TOO_MANY_QUOTES)).hasMessageContaining("could not load again");
    }

    @ParameterizedTest
    @CsvSource({
        "0000, U+0000",
        "0008, U+0008",
        "001b, U+001B",
        "2028, U+2028",
        "fffe, U+FFFE",
        "ffff, U+FFFF",
        "d800, U+D800 (half of a surrogate pair)",
        "dfff, U+DFFF (half of a surrogate pair)"
    })
    void aCharacterThatXmlCannotHoldIsRefused(String code, String name) {
        char character = (char) Integer.parseInt(code, 16);
        assertRefused(
                JobRequests.script("echo 1\r\n// \uD83D\uDE80\n" + character + character),
                "Pipeline demo/web: spec.pipeline.jenkinsfile holds the character " + name
                        + " in line 3, which a job's configuration cannot hold; remove it or write it as an escape");
    }

    @Test
    void aCharacterThatXmlCannotHoldIsRefusedInAnyField() {
        String bad = "a\u0001";
        PipelineParameter parameter = new PipelineParameter("A", "string", "", "");
        assertRefusedIn("spec.pipeline.description", spec(bad, null, null, null));
        assertRefusedIn("spec.pipeline.discarder.days_to_keep", spec(null, new Discarder(bad, null), null, null));
        assertRefusedIn("spec.pipeline.discarder.num_to_keep", spec(null, new Discarder(null, bad), null, null));
        assertRefusedIn("spec.pipeline.timer_trigger.cron", spec(null, null, new TimerTrigger(bad, null), null));
        assertRefusedIn("spec.pipeline.remote_trigger.token", spec(null, null, null, new RemoteTrigger(bad)));
        assertRefusedIn(
                "spec.pipeline.parameters[1].name",
                JobRequests.parameters(parameter, new PipelineParameter(bad, "string", null, null)));
        assertRefusedIn(
                "spec.pipeline.parameters[1].default_value",
                JobRequests.parameters(parameter, new PipelineParameter("B", "string", bad, null)));
        assertRefusedIn(
                "spec.pipeline.parameters[1].description",
                JobRequests.parameters(parameter, new PipelineParameter("B", "string", null, bad)));
    }

    /** Jenkins loads U+2028 as a line end. A displayed text may contain it, but a default value may not. */
    @Test
    void aLineSeparatorInAValueIsRefused() {
        assertRefusedIn(
                "spec.pipeline.parameters[0].default_value",
                JobRequests.parameters(new PipelineParameter("A", "text", "a\u2028b", null)));
        JobRequest shown = spec("a\u2028b", null, null, null);
        RenderedJob made = jobs.create(shown);
        assertThat(JobContentReader.read(made.xml(), secrets).description()).isEqualTo("a\u2028b");
        assertThat(jobs.update(shown, made.xml().replace("&#x2028;", "\n")).changed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "+1", "1.5", "seven", "1000000000", "1 0", "\u0661"})
    void aLimitThatIsNotANumberIsRefused(String limit) {
        assertRefused(
                spec(null, new Discarder("7", limit), null, null),
                "Pipeline demo/web: spec.pipeline.discarder.num_to_keep \"" + limit
                        + "\" is not a number that is allowed here; give a number from 1 to 999999999, or -1 for no limit");
    }

    @Test
    void invalidParametersAreRefused() {
        PipelineParameter one = new PipelineParameter("A", "string", null, null);
        assertRefused(
                JobRequests.parameters(one, new PipelineParameter(" ", "string", null, null)),
                "Pipeline demo/web: spec.pipeline.parameters[1] has no name; give it a name");
        assertRefused(
                JobRequests.parameters(one, new PipelineParameter("A", "text", null, null)),
                "Pipeline demo/web: spec.pipeline.parameters[1] has the same name as an earlier parameter, \"A\"; rename or"
                        + " remove it");
        assertRefused(
                JobRequests.parameters(new PipelineParameter("A", "strnig", null, null)),
                "Pipeline demo/web: spec.pipeline.parameters[0] \"A\": type \"strnig\" is not one of string,"
                        + " text, boolean, choice, password, file; set it to one of them");
    }

    @Test
    void aSpecOfAnotherTypeIsRefused() {
        JobRequest request = JobRequests.script("x");
        assertRefused(
                new JobRequest(request.name(), request.owner(), new PipelineSpec("freestyle", null, null)),
                "Pipeline demo/web: spec.type is \"freestyle\"; set it to pipeline");
        assertRefused(
                new JobRequest(request.name(), request.owner(), new PipelineSpec("pipeline", null, null)),
                "Pipeline demo/web: spec.pipeline is missing; add it");
    }

    private static JobRequest spec(String description, Discarder discarder, TimerTrigger timer, RemoteTrigger remote) {
        return JobRequests.of(
                new NoScmPipeline("web", description, discarder, null, null, timer, remote, null, "echo 1"));
    }

    private void assertRefused(JobRequest request, String message) {
        assertThatThrownBy(() -> jobs.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(EngineRefusalException.Reason.INVALID_SPEC))
                .hasMessage(message);
    }

    private void assertRefusedIn(String field, JobRequest request) {
        assertThatThrownBy(() -> jobs.create(request))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageStartingWith("Pipeline demo/web: " + field + " holds the character U+");
    }
}
