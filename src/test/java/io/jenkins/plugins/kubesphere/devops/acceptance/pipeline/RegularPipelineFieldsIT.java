package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests each field of a regular pipeline. A field that is set has its effect in the job. After it is removed, the
 * effect is removed, and what a person added is kept. Needs a real controller.
 */
class RegularPipelineFieldsIT extends ControllerTestCase {
    /** Prints the job as Jenkins has it in memory, one fact in each line. */
    private static final String PRINT_JOB_STATE = """
            def job = jenkins.model.Jenkins.get().getItemByFullName('JOB')
            println 'description: ' + job.description
            println 'discarder: ' + job.buildDiscarder?.with { daysToKeepStr + ' days, ' + numToKeepStr + ' builds' }
            println 'concurrent: ' + job.concurrentBuild
            println 'token: ' + job.authToken?.token
            job.triggers.values().each { println 'trigger: ' + it.class.simpleName + ' ' + it.spec }
            job.getProperty(hudson.model.ParametersDefinitionProperty)?.parameterDefinitions.each {
              def value = it.class.simpleName.startsWith('Choice') ? it.choices.join(',')
                  : it.class.simpleName.startsWith('File') ? '' : it.defaultParameterValue.value
              println 'parameter: ' + it.class.simpleName + ' ' + it.name + ' ' + value
            }
            println 'quiet: ' + job.quietPeriod
            println 'shown as: ' + job.displayNameOrNull
            """;

    /** Adds elements as a person does: some of kinds that a Pipeline can also declare, and some of other kinds. */
    private static final String MANUAL_CHANGES = """
            def job = jenkins.model.Jenkins.get().getItemByFullName('JOB')
            def old = job.getProperty(hudson.model.ParametersDefinitionProperty)
            def all = (old?.parameterDefinitions ?: []) + new hudson.model.StringParameterDefinition('THEIRS', 'x')
            job.removeProperty(hudson.model.ParametersDefinitionProperty)
            job.addProperty(new hudson.model.ParametersDefinitionProperty(all))
            job.addTrigger(new jenkins.triggers.ReverseBuildTrigger('other'))
            job.setQuietPeriod(7)
            job.setDisplayName('Theirs')
            job.save()
            """;

    private static final List<String> MANUAL_STATE = List.of(
            "parameter: StringParameterDefinition THEIRS x",
            "trigger: ReverseBuildTrigger ",
            "quiet: 7",
            "shown as: Theirs");

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void aRemovedFieldRemovesItsEffect(String field, String yaml, String effect, String effectOfRemoval) {
        Pipeline pipeline = apply(yaml);
        assertThat(jobState()).contains(effect);
        target.controller().http().runScript(MANUAL_CHANGES.replace("JOB", scenario.namespace + "/web"));
        assertThat(jobState()).contains(effect).containsAll(MANUAL_STATE);

        patch(pipeline, "{\"" + field + "\":null}");

        assertThat(jobState()).doesNotContain(effect).containsAll(MANUAL_STATE);
        if (!effectOfRemoval.isEmpty()) {
            assertThat(jobState()).contains(effectOfRemoval);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void aRemovedParameterIsRemovedBeforeTheOthers(String type, String value, String effect) {
        Pipeline pipeline = apply("parameters:\n- {name: ONE, type: " + type + ", default_value: \"" + value
                + "\"}\n- {name: TWO, type: string, default_value: kept}\n");
        String two = "parameter: StringParameterDefinition TWO kept";
        assertThat(jobState()).contains("parameter: " + effect, two);
        target.controller().http().runScript(MANUAL_CHANGES.replace("JOB", scenario.namespace + "/web"));

        patch(pipeline, "{\"parameters\":[{\"name\":\"TWO\",\"type\":\"string\",\"default_value\":\"kept\"}]}");
        assertThat(jobState())
                .doesNotContain("parameter: " + effect)
                .contains(two)
                .containsAll(MANUAL_STATE);

        patch(pipeline, "{\"parameters\":null}");
        assertThat(jobState()).doesNotContain("parameter: " + effect, two).containsAll(MANUAL_STATE);
    }

    /**
     * Removes all fields at once. A property of the job that becomes empty is removed, too.
     */
    @Test
    void aPipelineAfterRemovalOfAllFieldsEqualsOneWithoutFields() {
        Pipeline pipeline = apply("""
                description: Builds it
                discarder: {num_to_keep: "20"}
                disable_concurrent: true
                timer_trigger: {cron: "H 3 * * *"}
                remote_trigger: {token: t0ken}
                parameters:
                - {name: ONE, type: string, default_value: x}
                """);
        assertThat(jobState()).contains("description: Builds it", "concurrent: false", "token: t0ken");

        patch(
                pipeline,
                "{\"description\":null,\"discarder\":null,\"disable_concurrent\":null,\"timer_trigger\":null,"
                        + "\"remote_trigger\":null,\"parameters\":null}");

        assertThat(jobState())
                .contains("description: null", "discarder: null", "concurrent: true", "token: null")
                .noneMatch(line -> line.startsWith("trigger: ") || line.startsWith("parameter: "));
        assertThat(target.controller().homeFolder().readConfigXml(scenario.job("web")))
                .doesNotContain(
                        "TimerTrigger", "BuildDiscarder", "DisableConcurrent", "ParametersDefinition", "authToken");
    }

    private List<String> jobState() {
        return target.controller()
                .http()
                .runScript(PRINT_JOB_STATE.replace("JOB", scenario.namespace + "/web"))
                .lines()
                .toList();
    }

    private Pipeline apply(String fields) {
        return scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    jenkinsfile: "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }"
                """ + fields.indent(4)));
    }

    private void patch(Pipeline pipeline, String spec) {
        scenario.client
                .resource(pipeline)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"pipeline\":" + spec + "}}");
        scenario.await(pipeline, SyncOutcome::wasSynced);
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of("description", "description: Builds it", "description: Builds it", "description: null"),
                Arguments.of(
                        "discarder",
                        "discarder: {days_to_keep: \"7\", num_to_keep: \"20\"}",
                        "discarder: 7 days, 20 builds",
                        "discarder: null"),
                Arguments.of("disable_concurrent", "disable_concurrent: true", "concurrent: false", "concurrent: true"),
                Arguments.of(
                        "timer_trigger", "timer_trigger: {cron: \"H 3 * * *\"}", "trigger: TimerTrigger H 3 * * *", ""),
                Arguments.of("remote_trigger", "remote_trigger: {token: t0ken}", "token: t0ken", "token: null"));
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                Arguments.of("string", "a b", "StringParameterDefinition ONE a b"),
                Arguments.of("text", "two\\nlines", "TextParameterDefinition ONE two"),
                Arguments.of("boolean", "true", "BooleanParameterDefinition ONE true"),
                Arguments.of("choice", "red\\ngreen", "ChoiceParameterDefinition ONE red,green"),
                Arguments.of("password", "s3cret", "PasswordParameterDefinition ONE s3cret"),
                Arguments.of("file", "", "FileParameterDefinition ONE "));
    }
}
