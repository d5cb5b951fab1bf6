package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract for parameters: given, omitted and refused values, and values that must not be changed. */
interface ParameterContract extends EngineUnderTest {
    PipelineParameter TAG = EngineTestProject.parameter("TAG", ParameterTypes.STRING, "latest");
    PipelineParameter DEBUG = EngineTestProject.parameter("DEBUG", ParameterTypes.BOOLEAN, "false");
    PipelineParameter TARGET = EngineTestProject.parameter("TARGET", ParameterTypes.CHOICE, "test\nstage\nlive");
    PipelineParameter NOTES = EngineTestProject.parameter("NOTES", ParameterTypes.TEXT, "");
    PipelineParameter TOKEN = EngineTestProject.parameter("TOKEN", ParameterTypes.PASSWORD, "");

    String PRINTS_ALL = EngineTestProject.steps("echo \"<${params.TAG}|${params.DEBUG}|${params.TARGET}>\"\n"
            + "sh 'echo \"[$TAG|$DEBUG|$TARGET]\"'\n"
            + "script { if (params.DEBUG) { echo 'debugging' } }");

    @Test
    default void givenValuesAreInParamsAndInTheEnvironment() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        RunRequest run = project.start(
                new RunParameter("TAG", "v1"), new RunParameter("DEBUG", "true"), new RunParameter("TARGET", "live"));
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("<v1|true|live>", "[v1|true|live]", "debugging");
    }

    @Test
    default void omittedValuesAreTheDefaults() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run))
                .contains("<latest|false|test>", "[latest|false|test]")
                .doesNotContain("debugging");
    }

    @Test
    default void emptyValueIsAValueAndNotTheDefault() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("echo \"<${params.TAG}>\""), TAG);
        RunRequest run = project.start(new RunParameter("TAG", ""));
        project.awaitEnd(run);
        assertThat(project.log(run)).contains("<>");
    }

    @Test
    default void unknownParameterIsRefusedWithThoseThatAreKnown() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        RunRequest run = project.newRequest(new RunParameter("TAGG", "v1"));
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(run),
                Reason.INVALID_PARAMETER,
                "TAGG",
                project.job.toString(),
                "TAG, DEBUG, TARGET");
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
    }

    @Test
    default void parameterOfAJobWithoutAnyIsRefused() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.newRequest(new RunParameter("TAG", "v1"));
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(run), Reason.INVALID_PARAMETER, "TAG", project.job.toString());
    }

    /** Helm and YAML write booleans as True. */
    @Test
    default void booleanIsAcceptedInAnyCase() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        RunRequest run = project.start(new RunParameter("DEBUG", "True"));
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("<latest|true|test>", "[latest|true|test]", "debugging");
    }

    /** Consoles of earlier releases send these for a boolean that the form leaves empty. */
    @Test
    default void booleanThatWasNotSetIsFalse() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        for (String value : List.of("", "undefined", "<nil>")) {
            RunRequest run = project.start(new RunParameter("DEBUG", value));
            assertThat(project.awaitEnd(run).result()).as(value).isEqualTo(RunResult.SUCCESS);
            assertThat(project.log(run)).as(value).contains("<latest|false|test>");
        }
    }

    @Test
    default void booleanThatIsNeitherTrueNorFalseIsRefused() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        RunRequest run = project.newRequest(new RunParameter("DEBUG", "yes"));
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(run),
                Reason.INVALID_PARAMETER,
                "DEBUG",
                project.job.toString(),
                "true or false");
    }

    /** Consoles of earlier releases send these for a choice that the form does not show. */
    @Test
    default void choiceThatWasNotSetHasItsDefault() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        for (String value : List.of("", "undefined", "<nil>")) {
            RunRequest run = project.start(new RunParameter("TARGET", value));
            assertThat(project.awaitEnd(run).result()).as(value).isEqualTo(RunResult.SUCCESS);
            assertThat(project.log(run)).as(value).contains("<latest|false|test>");
        }
    }

    @Test
    default void choiceThatIsNotOfferedIsRefused() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET);
        RunRequest run = project.newRequest(new RunParameter("TARGET", "moon"));
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(run),
                Reason.INVALID_PARAMETER,
                "TARGET",
                project.job.toString(),
                "test, stage, live");
    }

    @Test
    default void aValueWithSpecialCharactersIsUnchanged() {
        String value = "one\ntwo 'single' \"double\" ${HOME} $(id) `id` \\n \t trailing \uD83D\uDE80 é";
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "sh 'printf %s \"$NOTES\" | base64 | tr -d \"\\\\n\"; echo'\necho \"<${params.NOTES}>\""),
                NOTES);
        RunRequest run = project.start(new RunParameter("NOTES", value));
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        assertThat(project.log(run)).contains(base64, "<" + value + ">");
    }

    @Test
    default void aValueOfOneMebibyteIsInParams() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("echo \"length ${params.NOTES.length()}\""), NOTES);
        RunRequest run = project.start(new RunParameter("NOTES", "x".repeat(1024 * 1024)));
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("length 1048576");
    }

    @Test
    default void valueTooLargeForAProcessFailsTheBuildAtTheShellStep() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("sh 'true'"), NOTES);
        RunRequest run = project.start(new RunParameter("NOTES", "x".repeat(4 * 1024 * 1024)));
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).contains("Build", "sh").doesNotContain("xxxx");
    }

    @Test
    default void aPasswordReachesTheBuildButNoMessage() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("sh '[ \"$TOKEN\" = s3cret-value ]'"), TOKEN);
        RunRequest run = project.start(new RunParameter("TOKEN", "s3cret-value"));
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(end.toString() + run).doesNotContain("s3cret");
    }

    @Test
    default void onlyAPasswordTakesAValueFromASecret() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET, TOKEN);
        for (String name : List.of("TAG", "DEBUG", "TARGET")) {
            assertThatThrownBy(() -> project.start(new RunParameter(name, "s3cret-value", true)))
                    .isInstanceOf(EngineRefusalException.class)
                    .hasMessageContaining("parameter \"" + name + "\"")
                    .hasMessageContaining("declare the parameter as a password")
                    .hasMessageNotContaining("s3cret");
        }
        RunRequest run = project.start(new RunParameter("TOKEN", "s3cret-value", true));
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    default void theParametersOfABuildAreReadWithDefaultsAndWithoutSecrets() {
        EngineTestProject project = EngineTestProject.createWithJob(this, PRINTS_ALL, TAG, DEBUG, TARGET, TOKEN);
        RunRequest run = project.start(new RunParameter("TAG", "v1"), new RunParameter("TOKEN", "s3cret-value"));
        project.awaitEnd(run);
        assertThat(engine().runs().readParameters(run.job(), run.run()))
                .containsExactly(
                        new RunParameter("TAG", "v1"),
                        new RunParameter("DEBUG", "false"),
                        new RunParameter("TARGET", "test"),
                        new RunParameter("TOKEN", "****", true));
        RunRequest other = project.newRequest();
        assertThat(engine().runs().readParameters(other.job(), other.run()))
                .as("no build")
                .isEmpty();
    }
}
