package io.jenkins.plugins.kubesphere.devops.kapis.build;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BuildControlRoutesIT extends BuildTestCase {
    private static final String GO = "{\"id\": \"go\", \"abort\": false}";

    private final List<InputAnswer> answers = new CopyOnWriteArrayList<>();
    private volatile Reason refusal;

    /** Nothing starts or ends builds here. */
    @Override
    protected KapisTimings timings() {
        KapisTimings usual = KapisTimings.DEFAULT;
        return new KapisTimings(usual.session(), usual.allowed(), usual.watches(), Duration.ZERO);
    }

    /** Remembers answers to questions, or refuses them. */
    @Override
    protected Engine engine() {
        RunEngine none = new EmptyEngine().runs();
        RunEngine runs = (RunEngine) Proxy.newProxyInstance(
                RunEngine.class.getClassLoader(), new Class<?>[] {RunEngine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("answer") && arguments[3] instanceof InputAnswer answer) {
                        if (refusal != null) {
                            throw new EngineRefusalException(refusal, "the engine says why");
                        }
                        answers.add(answer);
                        return null;
                    }
                    return method.invoke(none, arguments);
                });
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public RunEngine runs() {
                return runs;
            }
        };
    }

    private String question() {
        createRun("web", 7, Map.of(RunAnnotations.STAGES, WEB_STAGES));
        return web + "/runs/7/nodes/12/steps/14/";
    }

    private PipelineRun stored(String name) {
        return client.resources(PipelineRun.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    @Test
    void anAnswerIsThatOfTheCaller() {
        String question = question();
        ProjectMember operator = member("operator", "pipelines/runs", "create");

        Answer answer = kapis.send(
                operator.token(),
                "POST",
                question,
                "{\"id\": \"go\", \"parameters\": [{\"name\": \"VERSION\", \"value\": 2}, {\"name\": \"FORCE\", \"value\": true}]}");

        assertThat(answer.status() + answer.body()).isEqualTo("200");
        InputAnswer given = answers.get(0);
        assertThat(given.proceed()).isTrue();
        assertThat(given.values()).isEqualTo(Map.of("VERSION", "2", "FORCE", "true"));
        assertThat(given.user().orElseThrow().name()).isEqualTo("system:serviceaccount:" + namespace + ":operator");
        assertThat(given.user().orElseThrow().groups()).contains("system:serviceaccounts:" + namespace);
        assertThat(kapis.send("POST", question, "{\"id\": \"go\", \"abort\": true}")
                        .status())
                .isEqualTo(200);
        assertThat(answers.get(1).proceed()).isFalse();
    }

    @Test
    void aRefusedAnswerHasTheFormThatClientsLookFor() {
        String question = question();
        refusal = Reason.NOT_SUBMITTER;
        assertRefused(
                kapis.send("POST", question, GO),
                "400 {\"allow\":\"false\",\"message\":\"you have no permission to approve this step\"}");
        refusal = Reason.NO_SUCH_INPUT;
        assertRefused(kapis.send("POST", question, GO), "409 the engine says why\n");
        refusal = Reason.INVALID_PARAMETER;
        assertRefused(kapis.send("POST", question, GO), "400 the engine says why\n");
        refusal = null;
        assertRefused(
                kapis.send("POST", web + "/runs/7/nodes/6/steps/8", GO),
                "400 {\"allow\":\"false\",\"message\":\"the step 'Shell Script' is not approvable\"}");
        assertRefused(
                kapis.send("POST", question, "{\"id\": \"other\"}"),
                "400 the step asks \"go\", and the answer is for \"other\"; send {\"id\": \"go\"}\n");
        assertRefused(
                kapis.send("POST", web + "/runs/7/nodes/12/steps/15", GO),
                "404 the stage has no step with the id \"15\"; list its steps for their ids\n");
        assertThat(kapis.send("POST", question, "[]").status()).isEqualTo(400);
        assertThat(kapis.send("POST", question, null).status()).isEqualTo(400);
        ProjectMember viewer = member("viewer", "pipelines/runs", "get");
        assertThat(kapis.send(viewer.token(), "POST", question, GO).status()).isEqualTo(403);
        assertThat(answers).isEmpty();
    }

    private static void assertRefused(Answer answer, String expected) {
        assertThat(answer.status() + " " + answer.body()).isEqualTo(expected);
    }

    @Test
    void aStartedBuildIsThatOfANewRun() {
        Answer answer =
                kapis.send("POST", web + "/runs/", "{\"parameters\": [{\"name\": \"BRANCH\", \"value\": \"main\"}]}");

        JsonNode build = answer.json();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(build.path("_class").asText()).isEqualTo("io.jenkins.blueocean.service.embedded.rest.QueuedBlueRun");
        assertThat(build.path("state").asText()).isEqualTo("QUEUED");
        assertThat(build.has("id")).isFalse();
        PipelineRun run = stored(build.path("pipelineRun").asText());
        assertThat(run.getSpec().parameters())
                .extracting(parameter -> parameter.name() + "=" + parameter.value())
                .containsExactly("BRANCH=main");
        assertThat(run.getMetadata().getAnnotations()).containsKey(RunAnnotations.CREATOR);
        JsonNode ofBranch =
                kapis.send("POST", branches + "/branches/feat%252Fx/runs", null).json();
        assertThat(stored(ofBranch.path("pipelineRun").asText()).getSpec().scm().refName())
                .isEqualTo("feat%2Fx");
        assertThat(kapis.send("POST", branches + "/runs", null).status()).isEqualTo(400);
    }

    @Test
    void aStoppedBuildSaysWhoHasStoppedIt() {
        String name = createRun("web", 7, Map.of());
        ProjectMember operator = member("operator", "pipelines/runs", "create");

        Answer answer = kapis.send(operator.token(), "POST", web + "/runs/7/stop?blocking=true&timeOutInSecs=0", "{}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("id").asText()).isEqualTo("7");
        assertThat(stored(name).getSpec().action()).isEqualTo("Stop");
        assertThat(stored(name).getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.STOPPED_BY, "system:serviceaccount:" + namespace + ":operator");
        assertThat(kapis.send("POST", web + "/runs/undefined/stop", null).status())
                .isEqualTo(404);
        assertThat(kapis.send("POST", web + "/runs/7/stop?timeOutInSecs=-1", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aReplayNamesTheRunThatItRepeats() {
        String name = createRun("web", 7, Map.of(RunAnnotations.STATUS, WEB_STATUS));

        JsonNode build = kapis.send("POST", web + "/runs/7/replay", "{}").json();

        PipelineRun run = stored(build.path("pipelineRun").asText());
        assertThat(run.getMetadata().getAnnotations()).containsEntry(RunAnnotations.REPLAY_OF, name);
        String ended =
                createRun("web", 8, Map.of(RunAnnotations.STATUS, WEB_STATUS.replace("\"replayable\":true,", "")));
        client.genericKubernetesResources("devops.kubesphere.io/v1alpha3", "PipelineRun")
                .inNamespace(namespace)
                .withName(ended)
                .editStatus(found -> {
                    found.setAdditionalProperty(
                            "status", Map.of("phase", "Succeeded", "completionTime", "2026-11-21T08:00:04Z"));
                    return found;
                });
        await("the end").untilAsserted(() -> assertThat(
                        kapis.send("POST", web + "/runs/8/replay", null).status())
                .isEqualTo(409));
        assertThat(kapis.send("POST", web + "/runs/8/replay", null).body())
                .startsWith("build 8 cannot be replayed: it has secret parameters");
    }

    private ProjectMember member(String name, String resource, String verb) {
        return ProjectMember.create(
                client,
                namespace,
                name,
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources(resource)
                        .withVerbs(verb)
                        .build()));
    }
}
