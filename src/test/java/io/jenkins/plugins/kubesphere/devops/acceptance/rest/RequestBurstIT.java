package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobInspector;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A thousand requests of the REST API at once. Needs a real controller. */
class RequestBurstIT extends ControllerTestCase {
    private static final int REQUESTS = 1_000;
    private static final int RUNS = 50;
    /** Threads of pools that come and go without any request. */
    private static final int MORE_THREADS = 30;

    private static final long MORE_HEAP_BYTES = 100L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ObjectMapper json = new ObjectMapper();
    private HttpCaller caller;
    private String base;

    @Test
    void eachRequestIsAnsweredAndEachRunIsCreatedOnce() throws Exception {
        base = "/kapis/devops.kubesphere.io/v1alpha3/namespaces/" + scenario.namespace;
        caller = HttpCaller.of(target.restApi()).withBearer(KapisClient.tokenOf(target.administrator()));
        scenario.createPipeline("web", "echo 'one'");
        scenario.awaitEnd(scenario.createRun("first", "web"));
        await("the run in the REST API")
                .until(() -> caller.send("GET", base + "/pipelineruns/first").status() == 200);
        ProcessUsage before = ProcessUsage.of(target.controller());

        List<HttpResponse<String>> answers = sendAll();

        assertThat(answers).hasSize(REQUESTS).allSatisfy(answer -> {
            if (answer.statusCode() == 429 || answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            } else {
                assertThat(answer.statusCode())
                        .as("%s: %s", answer.uri(), answer.body())
                        .isEqualTo(200);
            }
        });
        List<String> created = namesOfCreatedRuns(answers);
        assertThat(created).doesNotHaveDuplicates().isNotEmpty();
        created.forEach(name -> scenario.awaitEnd(find(name)));
        assertThat(scenario.client
                        .resources(PipelineRun.class)
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .extracting(run -> run.getMetadata().getName())
                .as("a run for each answer, and no other")
                .hasSize(created.size() + 1)
                .containsAll(created);
        assertThat(JobInspector.print(target.controller(), scenario.job("web"), "println job.builds.size()"))
                .as("a build for each run")
                .startsWith(Integer.toString(created.size() + 1));
        assertThat(caller.send("GET", base + "/pipelines/web").status()).isEqualTo(200);
        await("threads and heap as before")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    ProcessUsage after = ProcessUsage.of(target.controller());
                    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + MORE_THREADS);
                    assertThat(after.heapBytes()).isLessThanOrEqualTo(before.heapBytes() + MORE_HEAP_BYTES);
                });
    }

    private PipelineRun find(String name) {
        return scenario.client
                .resources(PipelineRun.class)
                .inNamespace(scenario.namespace)
                .withName(name)
                .require();
    }

    /** Sends all requests at once, each on a connection of its own, and waits for the answers. */
    private List<HttpResponse<String>> sendAll() {
        List<String> reads = List.of(
                base + "/pipelines",
                base + "/pipelines/web",
                base + "/pipelines/web/pipelineruns",
                base + "/pipelineruns/first",
                base + "/pipelineruns/first/nodedetails",
                base + "/credentials",
                "/kapis/devops.kubesphere.io/v1alpha3/clustertemplates",
                "/kapis/openapi/v3");
        HttpClient http = caller.http();
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            boolean isRun = i % (REQUESTS / RUNS) == 0;
            String path = isRun ? base + "/pipelines/web/pipelineruns" : reads.get(i % reads.size());
            sent.add(http.sendAsync(
                    caller.request(path)
                            .timeout(Duration.ofMinutes(2))
                            .method(isRun ? "POST" : "GET", BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private List<String> namesOfCreatedRuns(List<HttpResponse<String>> answers) throws Exception {
        List<String> names = new ArrayList<>();
        for (HttpResponse<String> answer : answers) {
            if (answer.request().method().equals("POST") && answer.statusCode() == 200) {
                names.add(json.readTree(answer.body()).at("/metadata/name").asText());
            }
        }
        return names;
    }
}
