package io.jenkins.plugins.kubesphere.devops.kapis.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ZeroStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Downloads of a file that no memory could hold. */
class DownloadIT extends KapisProjectTestCase {
    private static final long GIB = 1L << 30;
    private static final String NAME = "evil\"\r\nSet-Cookie: a=b;ä.bin";

    private final AtomicInteger open = new AtomicInteger();
    private String download;
    private volatile boolean isSeekable = true;
    private volatile long openedAt;
    private volatile Instant askedSince;

    @Override
    protected Engine engine() {
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public ArtifactReader artifacts() {
                return new EndlessArtifacts();
            }
        };
    }

    @BeforeEach
    void createRun() {
        kapis.send("POST", project + "/pipelines", """
                {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
        await("the pipeline").until(() -> kapis.get(project + "/pipelines/web").status() == 200);
        String run = kapis.send("POST", project + "/pipelines/web/pipelineruns", null)
                .json()
                .at("/metadata/name")
                .asText();
        download = project + "/pipelineruns/" + run + "/artifacts/download?filename=big";
        await("the run").until(() -> kapis.get(project + "/pipelineruns/" + run).status() == 200);
    }

    @Test
    void aDownloadThatIsAbortedIsClosed() throws Exception {
        HttpResponse<InputStream> answer = request();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains(Long.toString(GIB));
        assertThat(answer.body().readNBytes(1_000_000)).hasSize(1_000_000);
        assertThat(open).hasValue(1);

        answer.body().close();

        await("the file is closed").untilAsserted(() -> assertThat(open).hasValue(0));
    }

    @Test
    void aFileNameIsOneHeaderWhateverItHas() throws Exception {
        HttpResponse<InputStream> answer = request();
        answer.body().close();

        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"evil___Set-Cookie_ a_b__.bin\";"
                        + " filename*=UTF-8''evil%22%0D%0ASet-Cookie%3A%20a%3Db%3B%C3%A4.bin");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("sandbox");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    /** Each holds a thread, and a client that does not read holds it for long. */
    @Test
    void aCallerHasALimitedNumberOfDownloads() throws Exception {
        List<HttpResponse<InputStream>> downloads = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                downloads.add(request());
            }
            HttpResponse<InputStream> refused = request();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(new String(refused.body().readAllBytes()))
                    .contains("you have 10 downloads already; end one, or try again later", "\"kind\":\"Status\"");
        } finally {
            for (HttpResponse<InputStream> running : downloads) {
                running.body().close();
            }
        }
        await("the files are closed").untilAsserted(() -> assertThat(open).hasValue(0));
        await("another download").untilAsserted(() -> {
            HttpResponse<InputStream> next = request();
            next.body().close();
            assertThat(next.statusCode()).isEqualTo(200);
        });
    }

    @Test
    void theAnswerToAPartThatDoesNotExistHasTheSize() throws Exception {
        HttpResponse<InputStream> refused = request("Range", "bytes=" + GIB + "-");

        assertThat(refused.statusCode()).isEqualTo(416);
        assertThat(refused.headers().firstValue("Content-Range")).contains("bytes */" + GIB);
        assertThat(new String(refused.body().readAllBytes()))
                .isEqualTo("the file has " + GIB + " bytes; ask for a part of them\n");
    }

    @Test
    void aPartIsReadFromItsFirstByteOnly() throws Exception {
        HttpResponse<InputStream> part = request("Range", "bytes=1000-");
        part.body().close();

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(openedAt).isEqualTo(1_000);
    }

    /** The store of the file would be read from its first byte for each part. */
    @Test
    void ofAFileThatIsNotOnTheDiskTheWholeIsSent() throws Exception {
        isSeekable = false;

        for (String range : new String[] {"bytes=" + (GIB - 1) + "-", "bytes=-1", "bytes=" + GIB + "-"}) {
            HttpResponse<InputStream> whole = request("Range", range);
            whole.body().close();

            assertThat(whole.statusCode()).as(range).isEqualTo(200);
            assertThat(whole.headers().firstValue("Content-Range")).isEmpty();
            assertThat(whole.headers().firstValue("Content-Length")).contains(Long.toString(GIB));
            assertThat(whole.headers().firstValue("Accept-Ranges")).contains("none");
            assertThat(openedAt).isZero();
        }
    }

    /** The builds of a job may be ten thousand. */
    @Test
    void buildsThatAreOlderThanTheRunAreNotSearched() throws Exception {
        request().body().close();

        assertThat(askedSince)
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    private HttpResponse<InputStream> request(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(kapis.address() + "/kapis/devops.kubesphere.io/v1alpha3" + download))
                .header("Authorization", "Bearer " + kapis.administrator());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private final class EndlessArtifacts implements ArtifactReader {
        @Override
        public boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt) {
            return true;
        }

        @Override
        public Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt) {
            return Optional.of(List.of());
        }

        @Override
        public Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path) {
            askedSince = createdAt;
            return Optional.of(new ArtifactFile() {
                @Override
                public Artifact artifact() {
                    return new Artifact(NAME, GIB, Instant.EPOCH);
                }

                @Override
                public boolean isSeekable() {
                    return isSeekable;
                }

                @Override
                public InputStream open(long offset) {
                    open.incrementAndGet();
                    openedAt = offset;
                    return new ZeroStream(open::decrementAndGet);
                }
            });
        }
    }
}
