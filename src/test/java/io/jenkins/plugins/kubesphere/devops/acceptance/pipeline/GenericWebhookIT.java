package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobInspector;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSender;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests {@code generic_webhook} with the plugin generic-webhook-trigger, on its own controller: requests without a
 * login start builds.
 */
class GenericWebhookIT {
    private static final String PLUGIN = "generic-webhook-trigger";

    /**
     * A build prints the variables of its request. The parameter has a default, so that it has a value if a request
     * does not give one.
     */
    private static final String WEBHOOK_PIPELINE = """
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
    private static AcceptanceTestProject scenario;

    @BeforeAll
    static void startController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(List.of(PLUGIN));
        target = ControllerTarget.install(files, List.of(PLUGIN));
        controller = target.controller();
        scenario = AcceptanceTestProject.start(target);
    }

    @AfterAll
    static void stopController() {
        if (target != null) {
            target.shutDown();
        }
    }

    @Test
    void aRequestStartsABuildWithItsVariables() throws IOException {
        createPipelineWithWebhook("starts");

        HttpResponse<String> response = post(
                "token=" + token("starts") + "&ref=refs/heads/main&who=alice",
                Map.of("X-Event", "push"),
                "{\"secret\": \"of the body\"}");

        assertThat(jobResult(response, "starts").path("triggered").asBoolean()).isTrue();
        assertThat(log("starts", 1))
                .contains("ref <main> event <push> who <alice> secret <null>")
                .contains("Push to main by alice")
                .contains("Contributing variables:", "    ref = main", "    x_event = push")
                .contains("Received:", "{\"secret\": \"of the body\"}");
    }

    /** The REST API passes requests on to the plugin, with the query, the headers and the body. */
    @Test
    void aRequestToTheRestApiStartsABuildWithItsVariables() throws IOException {
        createPipelineWithWebhook("passed-on");
        WebhookSender sender = new WebhookSender(target.restApi(), "/kapis/devops.kubesphere.io/v1alpha2");
        String path = "/webhook/generic-trigger?ref=refs/heads/main&who=alice&token=";
        String body = "{\"secret\": \"of the body\"}";

        HttpResponse<String> response =
                sender.post(path + token("passed-on"), body, "X-Event", "push", "Content-Type", "application/json");

        assertThat(jobResult(response, "passed-on").path("triggered").asBoolean())
                .isTrue();
        assertThat(log("passed-on", 1))
                .contains("ref <main> event <push> who <alice> secret <null>")
                .contains("Received:", body);
        HttpResponse<String> wrong = sender.post(path + "wrong", body, "Content-Type", "application/json");
        assertThat(wrong.body()).contains("\"jobs\":null");
    }

    /** If a request does not give a variable, the default of the parameter is used. */
    @Test
    void aRequestWithoutAVariableStartsABuildWithTheDefault() throws IOException {
        createPipelineWithWebhook("defaults");

        HttpResponse<String> response =
                post("token=" + token("defaults") + "&ref=refs/heads/dev", Map.of("x-event", "push"), "");

        assertThat(jobResult(response, "defaults").path("triggered").asBoolean())
                .isTrue();
        assertThat(log("defaults", 1)).contains("ref <dev> event <push> who <nobody>");
    }

    /** The fields of a form have the same effect as those of the query, also the token. */
    @Test
    void aFormStartsABuildWithItsFields() throws IOException {
        createPipelineWithWebhook("form");

        HttpResponse<String> response =
                post("", Map.of("X-Event", "push"), "token=" + token("form") + "&ref=refs/heads/main&who=bob");

        assertThat(jobResult(response, "form").path("triggered").asBoolean()).isTrue();
        assertThat(log("form", 1))
                .contains("ref <main> event <push> who <bob>")
                .contains("Received:", "\"bob\"")
                .doesNotContain(token("form"));
    }

    @Test
    void theFilterMatchesAnyPartOfTheText() throws IOException {
        Pipeline pipeline = createPipelineWithWebhook("anywhere");
        patch(pipeline, "{\"filter_text\":\"$ref\",\"filter_expression\":\"main\"}");

        HttpResponse<String> response = post("token=" + token("anywhere") + "&ref=maintenance", Map.of(), "{}");

        assertThat(jobResult(response, "anywhere").path("triggered").asBoolean())
                .isTrue();
    }

    @Test
    void aRequestThatTheFilterRejectsStartsNoBuild() throws IOException {
        createPipelineWithWebhook("filters");

        HttpResponse<String> other =
                post("token=" + token("filters") + "&ref=refs/heads/other", Map.of("X-Event", "push"), "");
        HttpResponse<String> tag =
                post("token=" + token("filters") + "&ref=refs/heads/main", Map.of("X-Event", "tag"), "");

        assertThat(jobResult(other, "filters").path("triggered").asBoolean(true))
                .isFalse();
        assertThat(jobResult(other, "filters").path("regexpFilterText").asText())
                .isEqualTo("other push");
        assertThat(jobResult(tag, "filters").path("triggered").asBoolean(true)).isFalse();
        assertNoBuildStarted("filters");
    }

    @Test
    void aRequestWithAWrongTokenOrWithoutATokenStartsNoBuild() {
        createPipelineWithWebhook("guarded");

        assertThat(post("token=guessed&ref=refs/heads/main", Map.of("X-Event", "push"), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("ref=refs/heads/main", Map.of("X-Event", "push"), "").statusCode())
                .isEqualTo(404);
        assertNoBuildStarted("guarded");
    }

    @Test
    void aRemovedOrDisabledWebhookStartsNoBuild() {
        for (String gone : List.of("null", "{\"enable\":false}")) {
            Pipeline pipeline = createPipelineWithWebhook("gone");
            assertThat(triggerState("gone")).contains("GenericTrigger[");

            patch(pipeline, gone);

            assertThat(triggerState("gone")).doesNotContain("GenericTrigger");
            assertThat(controller.homeFolder().readConfigXml(scenario.job("gone")))
                    .doesNotContain("gwt", token("gone"));
            assertThat(post("token=" + token("gone") + "&ref=refs/heads/main", Map.of("X-Event", "push"), "")
                            .statusCode())
                    .isEqualTo(404);
            scenario.client.resource(pipeline).delete();
            scenario.awaitGone(pipeline);
        }
    }

    /**
     * The token may also be in the header that GitLab uses. Each request starts its own build, even if its content is
     * the same.
     */
    @Test
    void eachRequestStartsABuildBesidesThoseOfRuns() {
        createPipelineWithWebhook("many");
        PipelineRun run = scenario.createRun("many-1", "many");
        for (int i = 0; i < 3; i++) {
            post("ref=refs/heads/main", Map.of("X-Event", "push", "X-Gitlab-Token", token("many")), "{}");
        }

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        await("the run and each request are built")
                .until(
                        () -> controller.homeFolder().builds(scenario.job("many")).readAll().stream()
                                .filter(built -> built.ended().isPresent())
                                .count(),
                        count -> count == 4);
        assertThat(controller
                        .homeFolder()
                        .builds(scenario.job("many"))
                        .readWithUid(run.getMetadata().getUid()))
                .hasSize(1);
        await("the builds that Jenkins started get their runs")
                .until(
                        () ->
                                scenario
                                        .client
                                        .resources(PipelineRun.class)
                                        .inNamespace(scenario.namespace)
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(found -> found.getSpec()
                                                .pipelineRef()
                                                .name()
                                                .equals("many"))
                                        .map(found -> found.getMetadata()
                                                .getAnnotations()
                                                .get("devops.kubesphere.io/trigger"))
                                        .sorted()
                                        .toList(),
                        List.of("resource", "webhook", "webhook", "webhook")::equals);
    }

    @Test
    void theTriggerEqualsThePipelineAfterSavesAndReloads() {
        Pipeline pipeline = createPipelineWithWebhook("kept");
        String loaded =
                "GenericTrigger GenericTrigger[causeString=Push to $ref by $who, genericHeaderVariables=[[key=X-Event, regexpFilter=]],"
                        + " genericRequestVariables=[[key=ref, regexpFilter=^refs/heads/], [key=who, regexpFilter=]],"
                        + " genericVariables=[], printContributedVariables=true, printPostContent=true,"
                        + " regexpFilterExpression=^(main|dev) push$, regexpFilterText=$ref $x_event, token="
                        + token("kept") + "]\n";
        assertThat(triggerState("kept")).isEqualTo(loaded);

        String saved = JobInspector.saveAndRead(controller, scenario.job("kept"));
        controller.http().postXml(JenkinsHttpClient.urlPath(scenario.job("kept")) + "config.xml", saved);
        assertThat(JobInspector.saveAndRead(controller, scenario.job("kept"))).isEqualTo(saved);
        scenario.restart();
        assertThat(triggerState("kept")).isEqualTo(loaded);
        assertThat(JobInspector.saveAndRead(controller, scenario.job("kept"))).isEqualTo(saved);
        scenario.edit(pipeline, found -> found.getMetadata().getAnnotations().put("example.com/touched", "yes"));
        Await.pause(2_000);
        assertThat(controller.homeFolder().readConfigXml(scenario.job("kept"))).isEqualTo(saved);
    }

    /** The token is a secret, but the logs are readable for everybody with access to Jenkins. */
    @Test
    void theTokenIsNotInAnyLog() {
        createPipelineWithWebhook("quiet");
        post("token=" + token("quiet") + "&ref=refs/heads/main", Map.of("X-Event", "push"), "");

        assertThat(log("quiet", 1)).doesNotContain(token("quiet"));
        assertThat(controller.output()).doesNotContain(token("quiet"));
    }

    private static Pipeline createPipelineWithWebhook(String name) {
        return scenario.awaitReady(scenario.apply(Pipeline.class, WEBHOOK_PIPELINE.replace("PIPELINE", name)));
    }

    private static String token(String name) {
        return name + "-of-" + scenario.namespace;
    }

    /** Sends a request without login and crumb. */
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

    /** Returns what the plugin answers about a job. */
    private static JsonNode jobResult(HttpResponse<String> response, String name) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).path("jobs").path(scenario.namespace + "/" + name);
    }

    private static String log(String name, int number) {
        String build = JenkinsHttpClient.urlPath(scenario.job(name)) + number;
        await("build " + number + " of " + name + " has ended")
                .until(() -> controller.homeFolder().builds(scenario.job(name)).readAll().stream()
                        .anyMatch(built ->
                                built.number() == number && built.ended().isPresent()));
        return controller.http().getText(build + "/consoleText");
    }

    private static String triggerState(String name) {
        return JobInspector.print(controller, scenario.job(name), "job.triggers.values().each { println shown(it) }");
    }

    private static void patch(Pipeline pipeline, String webhook) {
        scenario.client
                .resource(pipeline)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"pipeline\":{\"generic_webhook\":" + webhook + "}}}");
        scenario.await(pipeline, SyncOutcome::wasSynced);
    }

    private static void assertNoBuildStarted(String name) {
        Await.pause(1_000);
        assertThat(controller.homeFolder().builds(scenario.job(name)).readAll()).isEmpty();
        assertThat(controller.http().getText("queue/api/json")).doesNotContain("/" + name + "/");
    }
}
