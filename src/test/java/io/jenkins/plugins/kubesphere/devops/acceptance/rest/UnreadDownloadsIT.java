package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that start a download and do not finish it. Needs a real controller. */
class UnreadDownloadsIT extends ControllerTestCase {
    private static final int LIMIT_OF_CALLER = 10;
    private static final long SIZE = 200L * 1024 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;
    /** The web server gives up a connection that takes nothing for 30 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private HttpCaller caller;
    private String token;
    private String download;

    @BeforeEach
    void buildFile() {
        token = KapisClient.tokenOf(target.administrator());
        caller = HttpCaller.of(target.restApi()).withBearer(token);
        scenario.createPipeline(
                "big", "node { sh 'head -c " + SIZE + " /dev/zero > big.bin'; archiveArtifacts 'big.bin' }");
        assertThat(scenario.awaitEnd(scenario.createRun("big-1", "big"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
        download = "/kapis/devops.kubesphere.io/v1alpha3/namespaces/" + scenario.namespace
                + "/pipelineruns/big-1/artifacts/download?filename=big.bin";
        await("the run in the REST API").until(() -> firstByte().status() == 206);
    }

    @Test
    void abortedDownloadsGiveTheirPlacesBack() throws Exception {
        for (int i = 0; i < 2 * LIMIT_OF_CALLER; i++) {
            HttpResponse<InputStream> aborted = open();
            // The end of the one before may not have been noticed yet.
            assertThat(aborted.statusCode()).isIn(200, 429);
            if (aborted.statusCode() == 200) {
                assertThat(aborted.body().readNBytes(MEBIBYTE)).hasSize(MEBIBYTE);
            }
            aborted.body().close();
        }
        await("a place for a download").until(() -> firstByte().status() == 206);
        try (InputStream whole = open().body()) {
            assertThat(whole.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
        }
    }

    @Test
    void whoReadsNothingLosesItsPlace() {
        List<SlowDownload> slow = IntStream.range(0, LIMIT_OF_CALLER)
                .mapToObj(i -> SlowDownload.start(target.restApi(), download, token))
                .toList();
        try {
            Answer refused = firstByte();
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(caller.send("GET", download.replaceFirst("/artifacts/.*", ""))
                            .status())
                    .as("other requests of the caller")
                    .isEqualTo(200);
            await("places without the end of the connections")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> firstByte().status() == 206);
        } finally {
            slow.forEach(SlowDownload::close);
        }
    }

    @Test
    void whoClosesTheConnectionGivesThePlaceBackAtOnce() {
        List<SlowDownload> slow = IntStream.range(0, LIMIT_OF_CALLER)
                .mapToObj(i -> SlowDownload.start(target.restApi(), download, token))
                .toList();
        assertThat(firstByte().status()).isEqualTo(429);

        slow.forEach(SlowDownload::close);

        await("places").atMost(Duration.ofSeconds(10)).until(() -> firstByte().status() == 206);
    }

    private Answer firstByte() {
        return caller.with("Range", "bytes=0-0").send("GET", download);
    }

    private HttpResponse<InputStream> open() throws IOException, InterruptedException {
        return caller.http().send(caller.request(download).build(), HttpResponse.BodyHandlers.ofInputStream());
    }
}
