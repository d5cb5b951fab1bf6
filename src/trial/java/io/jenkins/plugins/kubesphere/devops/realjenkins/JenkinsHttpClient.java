package io.jenkins.plugins.kubesphere.devops.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the HTTP API of Jenkins, as a user does with curl. Paths are relative to the root URL of Jenkins. */
public final class JenkinsHttpClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI root;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(TIMEOUT)
            .build();

    JenkinsHttpClient(URI root) {
        this.root = root;
    }

    /**
     * Returns the path of a job, with a slash at its end.
     *
     * @param job for a branch, with the name of the job of the branch, {@code feat%2Fx}, not with {@code feat/x}
     */
    public static String urlPath(JobName job) {
        return "job/" + job.folder() + "/job/" + job.job() + "/"
                + (job.hasBranch() ? "job/" + URLEncoder.encode(job.branch(), StandardCharsets.UTF_8) + "/" : "");
    }

    /**
     * Returns true if Jenkins is ready. While it starts, it does not answer, or answers with 503 or 404. An answer that
     * requires a login also counts as ready.
     */
    boolean isReady() {
        try {
            int status = send(HttpRequest.newBuilder(root.resolve("api/json"))).statusCode();
            return status < 500 && status != 404;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Gets a text, such as a console log. */
    public String getText(String path) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(root.resolve(path)));
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + root.resolve(path) + " failed with status " + answer.statusCode());
        }
        return answer.body();
    }

    /** Gets {@code PATH/api/json}. */
    public JsonNode getJson(String path) {
        try {
            return JSON.readTree(getText(path + "/api/json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param tree which part of {@code PATH/api/json} to get, as in {@code items[id]} */
    public JsonNode getJson(String path, String tree) {
        try {
            return JSON.readTree(getText(path + "/api/json?tree=" + URLEncoder.encode(tree, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Posts a form with a crumb, as a button in the UI does.
     *
     * @return the body of the answer
     */
    public String post(String path, Map<String, String> form) {
        return post(
                path,
                "application/x-www-form-urlencoded",
                form.entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /** Posts an XML document, such as a new config.xml, with a crumb. */
    public void postXml(String path, String xml) {
        post(path, "application/xml;charset=utf-8", xml);
    }

    private String post(String path, String type, String body) {
        JsonNode crumb = getJson("crumbIssuer");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(root.resolve(path))
                .header(
                        crumb.path("crumbRequestField").asText(),
                        crumb.path("crumb").asText())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() >= 400) {
            throw new AssertionError(
                    "POST " + root.resolve(path) + " failed with status " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /**
     * Runs Groovy in Jenkins, as an administrator does in the script console.
     *
     * @return the output of the script, then the value of its last line
     */
    public String runScript(String groovy) {
        return post("scriptText", Map.of("script", groovy));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Jenkins", e);
        }
    }
}
