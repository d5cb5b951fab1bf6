package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Contract for parameters: given, omitted and refused values, and values that must not be changed. */
interface ParameterContract extends EngineUnderTest {
    PipelineParameter TAG = EngineTestProject.parameter("TAG", ParameterTypes.STRING, "latest");
    PipelineParameter DEBUG = EngineTestProject.parameter("DEBUG", ParameterTypes.BOOLEAN, "false");
    PipelineParameter ENV = EngineTestProject.parameter("TARGET", ParameterTypes.CHOICE, "test\nstage\nlive");
    PipelineParameter NOTES = EngineTestProject.parameter("NOTES", ParameterTypes.TEXT, "");
    PipelineParameter TOKEN = EngineTestProject.parameter("TOKEN", ParameterTypes.PASSWORD, "");

    String PRINTS_ALL = EngineTestProject.steps("echo \"<${params.TAG}|${params.DEBUG}|${params.TARGET}>\"\n"
            + "sh 'echo \"[$TAG|$DEBUG|$TARGET]\"'\n"
            + "script { if (params.DEBUG) { echo 'debugging' } }");

    @Test
    default void givenValuesAreInParamsAndInTheEnvironment() {
        EngineTestProject sample = EngineTestProject.job(this, PRINTS_ALL, TAG, DEBUG, ENV);
        RunRequest run = sample.start(
                new RunParameter("TAG", "v1"), new RunParameter("DEBUG", "true"), new RunParameter("TARGET", "live"));
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(sample.log(run)).contains("<v1|true|live>", "[v1|true|live]", "debugging");
    }

    @Test
    default void omittedValuesAreTheDefaults() {
        EngineTestProject sample = EngineTestProject.job(this, PRINTS_ALL, TAG, DEBUG, ENV);
        RunRequest run = sample.start();
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(sample.log(run))
                .contains("<latest|false|test>", "[latest|false|test]")
                .doesNotContain("debugging");
    }

    @Test
    default void emptyValueIsAValueAndNotTheDefault() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("echo \"<${params.TAG}>\""), TAG);
        RunRequest run = sample.start(new RunParameter("TAG", ""));
        sample.end(run);
        assertThat(sample.log(run)).contains("<>");
    }

    @Test
    default void unknownParameterIsRefusedWithThoseThatAreKnown() {
        EngineTestProject sample = EngineTestProject.job(this, PRINTS_ALL, TAG, DEBUG, ENV);
        RunRequest run = sample.run(new RunParameter("TAGG", "v1"));
        RefusalAssertions.of(
                () -> engine().runs().start(run),
                Reason.INVALID_PARAMETER,
                "TAGG",
                sample.job.toString(),
                "TAG, DEBUG, TARGET");
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
    }

    @Test
    default void parameterOfAJobWithoutAnyIsRefused() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.run(new RunParameter("TAG", "v1"));
        RefusalAssertions.of(() -> engine().runs().start(run), Reason.INVALID_PARAMETER, "TAG", sample.job.toString());
    }

    @Test
    default void booleanThatIsNeitherTrueNorFalseIsRefused() {
        EngineTestProject sample = EngineTestProject.job(this, PRINTS_ALL, TAG, DEBUG, ENV);
        RunRequest run = sample.run(new RunParameter("DEBUG", "yes"));
        RefusalAssertions.of(
                () -> engine().runs().start(run),
                Reason.INVALID_PARAMETER,
                "DEBUG",
                sample.job.toString(),
                "true or false");
    }

    @Test
    default void choiceThatIsNotOfferedIsRefused() {
        EngineTestProject sample = EngineTestProject.job(this, PRINTS_ALL, TAG, DEBUG, ENV);
        RunRequest run = sample.run(new RunParameter("TARGET", "moon"));
        RefusalAssertions.of(
                () -> engine().runs().start(run),
                Reason.INVALID_PARAMETER,
                "TARGET",
                sample.job.toString(),
                "test, stage, live");
    }

    @Test
    default void aValueWithSpecialCharactersIsUnchanged() {
        String awkward = "one\ntwo 'single' \"double\" ${HOME} $(id) `id` \\n \t trailing \uD83D\uDE80 é";
        EngineTestProject sample = EngineTestProject.job(
                this,
                EngineTestProject.steps(
                        "sh 'printf %s \"$NOTES\" | base64 | tr -d \"\\\\n\"; echo'\necho \"<${params.NOTES}>\""),
                NOTES);
        RunRequest run = sample.start(new RunParameter("NOTES", awkward));
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
        String base64 = Base64.getEncoder().encodeToString(awkward.getBytes(StandardCharsets.UTF_8));
        assertThat(sample.log(run)).contains(base64, "<" + awkward + ">");
    }

    @Test
    default void aValueOfOneMebibyteIsInParams() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("echo \"length ${params.NOTES.length()}\""), NOTES);
        RunRequest run = sample.start(new RunParameter("NOTES", "x".repeat(1024 * 1024)));
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(sample.log(run)).contains("length 1048576");
    }

    @Test
    default void valueTooLargeForAProcessFailsTheBuildAtTheShellStep() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("sh 'true'"), NOTES);
        RunRequest run = sample.start(new RunParameter("NOTES", "x".repeat(4 * 1024 * 1024)));
        RunSnapshot end = sample.end(run);
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("Build", "sh").doesNotContain("xxxx");
    }

    @Test
    default void aPasswordReachesTheBuildButNoMessage() {
        EngineTestProject sample =
                EngineTestProject.job(this, EngineTestProject.steps("sh '[ \"$TOKEN\" = s3cret-value ]'"), TOKEN);
        RunRequest run = sample.start(new RunParameter("TOKEN", "s3cret-value"));
        RunSnapshot end = sample.end(run);
        assertThat(end.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(end.toString() + run).doesNotContain("s3cret");
    }
}
