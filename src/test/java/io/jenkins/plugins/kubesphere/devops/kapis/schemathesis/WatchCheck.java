package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Generated requests watch nothing, because a watch does not end. So this checks that the routes that say so can be watched. */
record WatchCheck(KapisClient kapis, SampleObjects objects) {
    void run() throws IOException, InterruptedException {
        for (RouteTable table : RouteTables.all()) {
            for (Route route : table.routes()) {
                if (route.method().equals("GET")) {
                    String path = "/kapis/" + table.group() + "/" + table.version()
                            + objects.nameIn(route.template().text());
                    // Watches that were closed count until the next heartbeat.
                    assertThat(await("room for a watch").until(() -> watch(path), answer -> !answer.startsWith("429")))
                            .as("the answer to a watch of %s", path)
                            .matches(answer -> answer.startsWith("200 text/event-stream")
                                    == route.query().contains(RouteQueryParameter.WATCH));
                }
            }
        }
    }

    /** Status and type of the answer, and the text of one that has an end. */
    private String watch(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(kapis.address() + path + "?watch=true"))
                .header("Authorization", "Bearer " + kapis.administrator())
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream stream = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return answer.statusCode() + " " + type
                    + (type.startsWith("text/event-stream")
                            ? ""
                            : " " + new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
