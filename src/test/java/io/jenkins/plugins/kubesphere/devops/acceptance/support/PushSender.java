package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Tells the REST API of a push, as GitHub does. */
public final class PushSender {
    private PushSender() {}

    /**
     * Sends the push of the branch main, without a signature.
     *
     * @param server of the REST API, without a slash at the end
     * @param repository URL
     * @return the status and the text of the answer
     */
    public static String push(URI server, String repository) {
        String body = "{\"ref\": \"refs/heads/main\", \"repository\": {\"clone_url\": \"" + repository + "\"}}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + "/kapis/devops.kubesphere.io/v1alpha3/webhooks/scm"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
