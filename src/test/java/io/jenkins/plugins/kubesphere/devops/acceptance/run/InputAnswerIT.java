package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobInspector;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import org.junit.jupiter.api.Test;

/**
 * Tests answers of people to {@code input}, through the engine: nothing offers them to people yet. Needs a real
 * controller.
 */
class InputAnswerIT extends ControllerTestCase {
    private static final String JENKINSFILE = """
            def answer = input message: 'Ship?', id: 'Ship', submitter: 'alice,ops', submitterParameter: 'WHO',
                parameters: [string(name: 'TAG', defaultValue: 'v1'), choice(name: 'ENV', choices: ['test', 'prod']),
                    booleanParam(name: 'DRY', defaultValue: true)]
            echo "<${answer.TAG} ${answer.ENV} ${answer.DRY} ${answer.WHO}>"
            input message: 'Again?', id: 'Again', submitter: 'ops'
            input message: 'Upper?', id: 'Upper', submitter: 'BOB, OPS'
            input message: 'Group?', id: 'Group', submitter: ' BOB, ops '
            input message: 'Third?', id: 'Third'
            """;

    private static final String ANSWER = """
            import io.jenkins.plugins.kubesphere.devops.engine.job.JobName
            import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer
            import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef
            def engine = io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine.get()
            try {
              engine.runs().answer(new JobName('NAMESPACE', 'web', ''), new PipelineRunRef('NAMESPACE', 'web-1', 'UID'),
                  'INPUT', new InputAnswer(PROCEED, VALUES,
                      Optional.of(new InputAnswer.User('USER', ['GROUP'] as Set))))
              println 'answered'
            } catch (Exception e) {
              println e.message
            }
            null
            """;

    private PipelineRun run;

    @Test
    void anAnswerNamesThePersonAndObeysTheRulesOfTheStep() {
        scenario.createPipeline("web", JENKINSFILE);
        run = scenario.createRun("web-1", "web");
        awaitQuestion("Ship?");

        assertThat(answer("Ship", true, "[:]", "carol", "dev"))
                .contains("web-1: carol may not answer the input \"Ship\"; ask one of its submitters: alice,ops");
        assertThat(answer("Ship", false, "[:]", "carol", "dev")).contains("carol may not answer");
        assertThat(answer("Nope", true, "[:]", "alice", "dev"))
                .contains("does not wait for an answer to the input \"Nope\"", "the run waits for: Ship");
        assertThat(answer("Ship", true, "[COLOR: 'red']", "alice", "dev"))
                .contains("parameter \"COLOR\" of the input \"Ship\" does not exist; there are [TAG, ENV, DRY]");
        assertThat(answer("Ship", true, "[ENV: 'moon']", "alice", "dev"))
                .contains("parameter \"ENV\" of the input \"Ship\" must be one of test, prod");
        assertThat(answer("Ship", true, "[DRY: 'perhaps']", "alice", "dev"))
                .contains("parameter \"DRY\" of the input \"Ship\" must be true or false");

        assertThat(answer("Ship", true, "[TAG: 'v2', ENV: 'prod']", "alice", "dev"))
                .isEqualTo("answered");
        awaitQuestion("Again?");
        assertThat(scenario.log(run)).contains("Approved by alice", "<v2 prod true alice>");
        assertThat(scenario.client.resource(run).get().getStatus().approvers()).containsExactly("alice");
        assertThat(answer("Ship", true, "[:]", "alice", "dev"))
                .contains("it was answered already, or has another id; the run waits for: Again");
        assertThat(answer("Again", true, "[:]", "dave", "ops")).isEqualTo("answered");
        awaitQuestion("Upper?");
        assertThat(answer("Upper", true, "[:]", "carol", "dev")).contains("carol may not answer");
        assertThat(answer("Upper", true, "[:]", "bob", "dev")).isEqualTo("answered");
        awaitQuestion("Group?");
        assertThat(answer("Group", true, "[:]", "frank", "OPS")).isEqualTo("answered");
        awaitQuestion("Third?");
        assertThat(answer("Third", false, "[:]", "erin", "dev")).isEqualTo("answered");

        PipelineRun end = scenario.awaitEnd(run);
        assertThat(end.getStatus().phase()).isEqualTo("Cancelled");
        assertThat(end.getStatus().approvers()).containsExactly("alice", "dave", "bob", "frank");
        assertThat(end.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("Rejected by erin");
        assertThat(scenario.log(run)).contains("Approved by dave", "Rejected by erin");
        assertThat(JobInspector.print(
                                target.controller(),
                                scenario.job("web"),
                                "println job.getBuildByNumber(1).getActions(org.jenkinsci.plugins.workflow.support"
                                        + ".steps.input.ApproverAction)*.userId")
                        .strip())
                .isEqualTo("[alice, dave, bob, frank]");
        assertThat(answer("Third", true, "[:]", "erin", "dev")).contains("the run waits for no input now");
    }

    private void awaitQuestion(String question) {
        await("the build asks " + question).until(() -> scenario.client
                .resource(run)
                .get()
                .getStatus()
                .condition("Succeeded")
                .filter(condition -> condition.message().startsWith(question))
                .isPresent());
    }

    private String answer(String input, boolean proceed, String values, String user, String group) {
        return target.controller()
                .http()
                .runScript(ANSWER.replace("NAMESPACE", scenario.namespace)
                        .replace("UID", AcceptanceTestProject.ref(run).uid())
                        .replace("INPUT", input)
                        .replace("PROCEED", Boolean.toString(proceed))
                        .replace("VALUES", values)
                        .replace("USER", user)
                        .replace("GROUP", group))
                .strip();
    }
}
