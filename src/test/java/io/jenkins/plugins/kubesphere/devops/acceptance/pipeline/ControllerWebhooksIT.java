package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobIntrospection;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code generic_webhook} with the plugin generic-webhook-trigger, on a controller of its own: strangers post, Jenkins builds. */
class ControllerWebhooksIT {
    private static final String PLUGIN = "generic-webhook-trigger";

    /** Says what it was started with. The parameter has a default, so that it is there whatever starts the build. */
    private static final String HOOKED = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: PIPELINE, namespace: NAMESPACE}
            spec:
              type: pipeline
              pipeline:
                name: PIPELINE
                parameters:
                - {name: who, type: string, default_value: nobody}
                generic_webhook:
                  enable: true
                  token: PIPELINE-of-NAMESPACE
                  cause: Push to $ref by $who
                  print_variables: true
                  print_post_content: true
                  filter_text: $ref $x_event
                  filter_expression: ^(main|dev) push$
                  request_variables:
                  - {key: ref, regexp_filter: "^refs/heads/"}
                  - {key: who}
                  header_variables:
                  - {key: X-Event}
                jenkinsfile: |
                  echo "ref <${env.ref}> event <${env.x_event}> who <${params.who}> secret <${env.secret}>"
            """;

    private static ControllerTarget target;
    private static JenkinsController controller;
    private static Scenario loop;

    @BeforeAll
    static void begin() {
        JenkinsFiles files = JenkinsFiles.assumeGiven();
        files.assumeHas(List.of(PLUGIN));
        target = ControllerTarget.install(files, List.of(PLUGIN));
        controller = target.controller();
        loop = Scenario.start(target);
    }

    @AfterAll
    static void end() {
        if (target != null) {
            target.discard();
        }
    }

    private static Pipeline hooked(String name) {
        return loop.awaitReady(loop.apply(Pipeline.class, HOOKED.replace("PIPELINE", name)));
    }

    private static String token(String name) {
        return name + "-of-" + loop.namespace;
    }

    /** Posts as a stranger does: without login and crumb. */
    private static HttpResponse<String> post(String query, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        controller.url().resolve("generic-webhook-trigger/invoke?" + query))
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the plugin answers about a job. */
    private static JsonNode answer(HttpResponse<String> response, String name) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).path("jobs").path(loop.namespace + "/" + name);
    }

    private static String log(String name, int number) {
        String build = JenkinsController.path(loop.job(name)) + number;
        await("build " + number + " of " + name + " is over")
                .until(() -> controller.builds(loop.job(name)).all().stream()
                        .anyMatch(built ->
                                built.number() == number && built.ended().isPresent()));
        return controller.http().text(build + "/consoleText");
    }

    private static String look(String name) {
        return JobIntrospection.of(controller, loop.job(name), "job.triggers.values().each { println shown(it) }");
    }

    private static void patch(Pipeline pipeline, String webhook) {
        loop.client
                .resource(pipeline)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"pipeline\":{\"generic_webhook\":" + webhook + "}}}");
        loop.await(pipeline, found -> SpecHash.of(found.getSpec())
                .equals(found.getMetadata().getAnnotations().get(Annotations.OBSERVED_SPEC)));
    }

    @Test
    void aRequestStartsABuildWithItsVariables() throws IOException {
        hooked("starts");

        HttpResponse<String> response = post(
                "token=" + token("starts") + "&ref=refs/heads/main&who=alice",
                Map.of("X-Event", "push"),
                "{\"secret\": \"of the body\"}");

        assertThat(answer(response, "starts").path("triggered").asBoolean()).isTrue();
        assertThat(log("starts", 1))
                .contains("ref <main> event <push> who <alice> secret <null>")
                .contains("Push to main by alice")
                .contains("Contributing variables:", "    ref = main", "    x_event = push")
                .contains("Received:", "{\"secret\": \"of the body\"}");
    }

    /** Where a request does not give a variable, the parameter's own default counts. */
    @Test
    void aRequestWithoutAVariableStartsABuildWithTheDefault() throws IOException {
        hooked("defaults");

        HttpResponse<String> response =
                post("token=" + token("defaults") + "&ref=refs/heads/dev", Map.of("x-event", "push"), "");

        assertThat(answer(response, "defaults").path("triggered").asBoolean()).isTrue();
        assertThat(log("defaults", 1)).contains("ref <dev> event <push> who <nobody>");
    }

    /** The fields of a form are as good as those of the query, the token among them. */
    @Test
    void aFormStartsABuildWithItsFields() throws IOException {
        hooked("form");

        HttpResponse<String> response =
                post("", Map.of("X-Event", "push"), "token=" + token("form") + "&ref=refs/heads/main&who=bob");

        assertThat(answer(response, "form").path("triggered").asBoolean()).isTrue();
        assertThat(log("form", 1))
                .contains("ref <main> event <push> who <bob>")
                .contains("Received:", "\"bob\"")
                .doesNotContain(token("form"));
    }

    @Test
    void theFilterLooksForItsExpressionAnywhereInTheText() throws IOException {
        Pipeline pipeline = hooked("anywhere");
        patch(pipeline, "{\"filter_text\":\"$ref\",\"filter_expression\":\"main\"}");

        HttpResponse<String> response = post("token=" + token("anywhere") + "&ref=maintenance", Map.of(), "{}");

        assertThat(answer(response, "anywhere").path("triggered").asBoolean()).isTrue();
    }

    @Test
    void whatTheFilterKeepsOutStartsNothing() throws IOException {
        hooked("filters");

        HttpResponse<String> other =
                post("token=" + token("filters") + "&ref=refs/heads/other", Map.of("X-Event", "push"), "");
        HttpResponse<String> tag =
                post("token=" + token("filters") + "&ref=refs/heads/main", Map.of("X-Event", "tag"), "");

        assertThat(answer(other, "filters").path("triggered").asBoolean(true)).isFalse();
        assertThat(answer(other, "filters").path("regexpFilterText").asText()).isEqualTo("other push");
        assertThat(answer(tag, "filters").path("triggered").asBoolean(true)).isFalse();
        assertNothingStarted("filters");
    }

    @Test
    void anotherTokenOrNoneStartsNothing() {
        hooked("guarded");

        assertThat(post("token=guessed&ref=refs/heads/main", Map.of("X-Event", "push"), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("ref=refs/heads/main", Map.of("X-Event", "push"), "").statusCode())
                .isEqualTo(404);
        assertNothingStarted("guarded");
    }

    private static void assertNothingStarted(String name) {
        Scenario.pause(1_000);
        assertThat(controller.builds(loop.job(name)).all()).isEmpty();
        assertThat(controller.http().text("queue/api/json")).doesNotContain("/" + name + "/");
    }

    @Test
    void aWebhookThatIsTakenOutOrSwitchedOffStartsNothing() {
        for (String gone : List.of("null", "{\"enable\":false}")) {
            Pipeline pipeline = hooked("gone");
            assertThat(look("gone")).contains("GenericTrigger[");

            patch(pipeline, gone);

            assertThat(look("gone")).doesNotContain("GenericTrigger");
            assertThat(controller.document(loop.job("gone"))).doesNotContain("gwt", token("gone"));
            assertThat(post("token=" + token("gone") + "&ref=refs/heads/main", Map.of("X-Event", "push"), "")
                            .statusCode())
                    .isEqualTo(404);
            loop.client.resource(pipeline).delete();
            loop.awaitGone(pipeline);
        }
    }

    /** A token is found where GitLab gives it, too; and each request is a build of its own, whatever it holds. */
    @Test
    void requestsAreBuildsOfTheirOwnBesideRuns() {
        hooked("many");
        PipelineRun run = loop.run("many-1", "many");
        for (int i = 0; i < 3; i++) {
            post("ref=refs/heads/main", Map.of("X-Event", "push", "X-Gitlab-Token", token("many")), "{}");
        }

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
        await("each is built")
                .until(
                        () -> controller.builds(loop.job("many")).all().stream()
                                .filter(built -> built.ended().isPresent())
                                .count(),
                        count -> count == 4);
        assertThat(controller.builds(loop.job("many")).withUid(run.getMetadata().getUid()))
                .hasSize(1);
        assertThat(loop.client.resources(PipelineRun.class).inNamespace(loop.namespace).list().getItems().stream()
                        .filter(found -> found.getSpec().pipelineRef().name().equals("many")))
                .as("what a webhook starts has no PipelineRun")
                .hasSize(1);
    }

    @Test
    void theTriggerIsAsThePipelineSaysWhoeverSavesItAndHoweverOftenItIsLoaded() {
        Pipeline pipeline = hooked("kept");
        String loaded =
                "GenericTrigger GenericTrigger[causeString=Push to $ref by $who, genericHeaderVariables=[[key=X-Event, regexpFilter=]],"
                        + " genericRequestVariables=[[key=ref, regexpFilter=^refs/heads/], [key=who, regexpFilter=]],"
                        + " genericVariables=[], printContributedVariables=true, printPostContent=true,"
                        + " regexpFilterExpression=^(main|dev) push$, regexpFilterText=$ref $x_event, token="
                        + token("kept") + "]\n";
        assertThat(look("kept")).isEqualTo(loaded);

        String saved = JobIntrospection.saved(controller, loop.job("kept"));
        controller.http().postXml(JenkinsController.path(loop.job("kept")) + "config.xml", saved);
        assertThat(JobIntrospection.saved(controller, loop.job("kept"))).isEqualTo(saved);
        loop.restart();
        assertThat(look("kept")).isEqualTo(loaded);
        assertThat(JobIntrospection.saved(controller, loop.job("kept"))).isEqualTo(saved);
        loop.edit(pipeline, found -> found.getMetadata().getAnnotations().put("example.com/touched", "yes"));
        Scenario.pause(2_000);
        assertThat(controller.document(loop.job("kept"))).isEqualTo(saved);
    }

    /** The token is Jenkins' to know; its log is for everybody who may read logs. */
    @Test
    void theTokenIsInNoLog() {
        hooked("quiet");
        post("token=" + token("quiet") + "&ref=refs/heads/main", Map.of("X-Event", "push"), "");

        assertThat(log("quiet", 1)).doesNotContain(token("quiet"));
        assertThat(controller.output()).doesNotContain(token("quiet"));
    }
}
