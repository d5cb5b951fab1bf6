package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tests that the parameters of an inline declarative Jenkinsfile are known before the first build. Needs a real
 * controller, because the embedded engine reads each Jenkinsfile itself.
 */
class JenkinsfileParametersIT extends AcceptanceTestCase {
    private static final String ALL_TYPES = """
            import groovy.transform.Field
            @Field String unused = 'code outside of the pipeline block'
            pipeline {
              agent any
              parameters {
                string(name: 'WHO', defaultValue: 'world', description: 'whom to greet', trim: true)
                text(name: 'NOTES', defaultValue: 'a\\nb')
                booleanParam(name: 'DEBUG', defaultValue: true)
                choice(name: 'TARGET', choices: ['test', 'live'])
                password(name: 'KEY', defaultValue: 's3cret-default')
              }
              stages { stage('Print') { steps {
                sh 'echo "env <$WHO|$DEBUG|$TARGET>"; test "$KEY" = s3cret-given || echo "default key"'
                echo "params <${params.WHO}|${params.DEBUG}|${params.TARGET}|${params.NOTES.length()}>"
              } } }
            }
            """;

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.controller();
    }

    @Test
    void theFirstRunHasTheValuesOfTheRunAndTheDefaultsOfTheJenkinsfile() {
        scenario.createPipeline("all", ALL_TYPES);

        PipelineRun given = scenario.awaitEnd(scenario.createRun(
                "all-1",
                "all",
                parameter("WHO", "moon"),
                parameter("DEBUG", "false"),
                parameter("TARGET", "live"),
                parameter("KEY", "s3cret-given")));

        assertThat(given.getStatus().phase()).as("%s", given.getStatus()).isEqualTo("Succeeded");
        assertThat(scenario.log(given))
                .contains("env <moon|false|live>", "params <moon|false|live|3>")
                .doesNotContain("default key");
        assertThat(Serialization.asJson(given.getStatus())).doesNotContain("s3cret");
    }

    @Test
    void aDefaultOfTheJenkinsfileIsInTheEnvironmentOfTheFirstRun() {
        scenario.createPipeline("defaults", ALL_TYPES);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("defaults-1", "defaults", parameter("WHO", " sun ")));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("env <sun|true|test>", "params <sun|true|test|3>", "default key");
    }

    @Test
    void aChoiceThatTheJenkinsfileDoesNotOfferIsRefusedAtTheFirstRun() {
        scenario.createPipeline("choice", ALL_TYPES);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("choice-1", "choice", parameter("TARGET", "mars")));

        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .endsWith("parameter \"TARGET\" of the job " + scenario.job("choice") + " must be one of test, live");
        assertThat(scenario.hasNoBuild(run)).isTrue();
    }

    @Test
    void anUnknownParameterIsRefusedAtTheFirstRunWithThoseThatAreKnown() {
        scenario.createPipeline("unknown", ALL_TYPES);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("unknown-1", "unknown", parameter("PATH", "/tmp")));

        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .endsWith(
                        "job " + scenario.job("unknown") + " has no parameter \"PATH\"; its parameters are WHO, NOTES,"
                                + " DEBUG, TARGET, KEY; remove \"PATH\" from the run, or declare it in the job");
    }

    @Test
    void aChangedJenkinsfileChangesTheParametersBeforeItsFirstBuild() {
        Pipeline pipeline = scenario.createPipeline("change", declaring("FIRST"));
        awaitMetadata(pipeline, "FIRST");
        scenario.awaitEnd(scenario.createRun("change-1", "change", parameter("FIRST", "1")));

        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("change")
                        .jenkinsfile(declaring("SECOND"))
                        .spec()));
        PipelineRun second = scenario.awaitEnd(scenario.createRun("change-2", "change", parameter("SECOND", "2")));
        PipelineRun old = scenario.awaitEnd(scenario.createRun("change-3", "change", parameter("FIRST", "3")));

        assertThat(second.getStatus().phase()).as("%s", second.getStatus()).isEqualTo("Succeeded");
        assertThat(scenario.log(second)).contains("env <2>", "params <2>");
        assertThat(scenario.awaitReason(old, "Succeeded", "InvalidParameter"))
                .endsWith("has no parameter \"FIRST\"; its parameters are SECOND; remove \"FIRST\" from the run, or"
                        + " declare it in the job");
    }

    /**
     * The old parameter is refused as soon as the Pipeline was changed, also if the new Jenkinsfile was never built.
     */
    @Test
    void aParameterThatTheJenkinsfileNoLongerDeclaresIsRefused() {
        Pipeline pipeline = scenario.createPipeline("removed", declaring("FIRST"));
        scenario.awaitEnd(scenario.createRun("removed-1", "removed", parameter("FIRST", "1")));

        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("removed")
                        .jenkinsfile(declaring("SECOND"))
                        .spec()));
        PipelineRun old = scenario.awaitEnd(scenario.createRun("removed-2", "removed", parameter("FIRST", "2")));

        assertThat(scenario.awaitReason(old, "Succeeded", "InvalidParameter")).contains("its parameters are SECOND;");
        awaitMetadata(pipeline, "SECOND");
    }

    @Test
    void parametersOfTheSpecAndOfTheJenkinsfileAreBothAccepted() {
        scenario.createPipeline("both", declaring("FIRST").replace("env <", "env $TAG <"), "TAG");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("both-1", "both", parameter("FIRST", "1"), parameter("TAG", "v1")));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("env v1 <1>");
    }

    @Test
    void firstRunsThatStartTogetherHaveTheirOwnValues() {
        scenario.createPipeline("together", declaring("FIRST"));

        List<PipelineRun> runs = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> scenario.createRun("together-" + i, "together", parameter("FIRST", "value" + i)))
                .toList();

        for (int i = 0; i < runs.size(); i++) {
            PipelineRun run = scenario.awaitEnd(runs.get(i));
            assertThat(scenario.log(run)).contains("env <value" + (i + 1) + ">");
        }
    }

    @Test
    void theRefusalSaysWhyTheParametersOfAJenkinsfileAreNotKnown() {
        scenario.createPipeline("computed", declaring("FIRST").replace("'none'", "\"${new Date()}\""));

        PipelineRun run = scenario.awaitEnd(scenario.createRun("computed-1", "computed", parameter("FIRST", "1")));

        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .endsWith(
                        "it has no parameters. The parameters of the Jenkinsfile are not known before its first build,"
                                + " because its section parameters has a value that only a build can compute, in \"string\". The"
                                + " job has never been built: create one run without the parameter, or declare the parameter in"
                                + " spec.pipeline.parameters");
    }

    private static String declaring(String parameter) {
        return "pipeline { agent any; parameters { string(name: '%1$s', defaultValue: 'none') }; stages { stage('Print') {"
                        .formatted(parameter)
                + " steps { sh 'echo \"env <$%1$s>\"'; echo \"params <${params.%1$s}>\" } } } }".formatted(parameter);
    }

    private static PipelineRunParameter parameter(String name, String value) {
        return new PipelineRunParameter(name, value);
    }

    private void awaitMetadata(Pipeline pipeline, String parameter) {
        scenario.await(pipeline, found -> found.getMetadata()
                .getAnnotations()
                .getOrDefault(PipelineAnnotations.METADATA, "")
                .contains("\"" + parameter + "\""));
    }
}
