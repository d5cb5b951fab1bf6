package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files that a build archived, with nothing but the REST API. */
class ArtifactsIT extends AcceptanceTestCase {
    private static final String PIPELINE = """
            {"metadata": {"name": "files"}, "spec": {"type": "pipeline", "pipeline": {"name": "files", "jenkinsfile":
             "node { sh 'mkdir -p out/sub && printf 0123456789 > out/digits.txt && printf x > \\"out/sub/a b+c.txt\\" && ln -sf /etc/passwd out/passwd'; archiveArtifacts 'out/**' }"}}}
            """;

    private KapisClient kapis;
    private String artifacts;
    private String download;

    @BeforeEach
    void buildFiles() {
        kapis = new KapisClient(scenario.target.restApi(), KapisClient.tokenOf(scenario.target.administrator()));
        String pipelines = "/namespaces/" + scenario.namespace + "/pipelines";
        await("the objects of the cluster").until(() -> kapis.get(pipelines).status() == 200);
        assertThat(kapis.send("POST", pipelines, PIPELINE).status()).isEqualTo(200);
        await("the pipeline is in sync").until(() -> kapis.get(pipelines + "/files")
                .json()
                .at("/metadata/annotations/pipeline.devops.kubesphere.io~1syncstatus")
                .asText()
                .equals("successful"));
        String run = "/namespaces/" + scenario.namespace + "/pipelineruns/"
                + kapis.send("POST", pipelines + "/files/pipelineruns", null)
                        .json()
                        .at("/metadata/name")
                        .asText();
        await("the end").until(() -> kapis.get(run).json().at("/status/phase").asText(), "Succeeded"::equals);
        artifacts = run + "/artifacts";
        download = artifacts + "/download?filename=";
    }

    @Test
    void filesAreListedAndDownloaded() {
        Answer list = kapis.get(artifacts);
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(paths(list.json())).contains("out/digits.txt", "out/sub/a b+c.txt");
        JsonNode digits = item(list.json(), "out/digits.txt");
        assertThat(digits.path("name").asText()).isEqualTo("digits.txt");
        assertThat(digits.path("size").asInt()).isEqualTo(10);
        assertThat(paths(kapis.get(artifacts + "?page=1&limit=1").json())).containsExactly("out/digits.txt");
        for (String path : List.of("out/digits.txt", "out/sub/a b+c.txt")) {
            String url =
                    item(list.json(), path).path("url").asText().replace("/kapis/devops.kubesphere.io/v1alpha3", "");
            assertThat(kapis.get(url).status()).as(url).isEqualTo(200);
        }
        assertThat(kapis.get(download + "out%252Fdigits.txt").body())
                .as("encoded once more, as clients of ks-devops do")
                .isEqualTo("0123456789");
    }

    @Test
    void aPartIsSentOfTheVersionThatTheClientHas() {
        Answer whole = kapis.get(download + "out/digits.txt");
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");

        Answer part = kapis.get(download + "out/digits.txt", Map.of("Range", "bytes=2-4"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
        Answer rest =
                kapis.get(download + "out/digits.txt", Map.of("Range", "bytes=8-", "If-Range", whole.header("ETag")));
        assertThat(rest.body()).isEqualTo("89");
        assertThat(kapis.get(download + "out/digits.txt", Map.of("Range", "bytes=8-", "If-Range", "\"other\""))
                        .body())
                .as("another version is sent as a whole")
                .isEqualTo("0123456789");
        assertThat(kapis.get(download + "out/digits.txt", Map.of("Range", "bytes=10-"))
                        .status())
                .isEqualTo(416);
    }

    @Test
    void nothingElseOnTheMachineCanBeRead() {
        for (String path : List.of(
                "out/passwd",
                "../build.xml",
                "out/../../build.xml",
                "%2e%2e/build.xml",
                "%252e%252e/build.xml",
                "..%5Cbuild.xml",
                "/etc/passwd",
                "//etc/passwd",
                "out//digits.txt",
                "out/digits.txt/",
                "out",
                "out/digits.txt%00",
                "out/digits.txt%250A",
                "none")) {
            Answer answer = kapis.get(download + path);
            assertThat(answer.status()).as(path + answer.body()).isEqualTo(404);
            assertThat(answer.body()).startsWith("the run has no artifact \"").doesNotContain("root:");
        }
        assertThat(kapis.get(artifacts + "/download").status()).isEqualTo(400);
        assertThat(paths(kapis.get(artifacts).json())).doesNotContain("out/passwd");
    }

    private static List<String> paths(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(item -> item.path("path").asText())
                .toList();
    }

    private static JsonNode item(JsonNode list, String path) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .filter(item -> item.path("path").asText().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
