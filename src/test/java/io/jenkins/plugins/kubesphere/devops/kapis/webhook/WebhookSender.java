package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks, without credentials. */
public record WebhookSender(URI server, String base) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Sends to the paths of v1alpha3. */
    public WebhookSender(URI server) {
        this(server, "/kapis/devops.kubesphere.io/v1alpha3");
    }

    /** Sends to the paths below another one of the same server. */
    WebhookSender at(String path) {
        return new WebhookSender(server, path);
    }

    /** @param headers names and values by turns */
    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + base + path))
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A push as GitHub sends it. */
    public Answer push(String body, String delivery, String... headers) {
        String[] all = new String[headers.length + 6];
        System.arraycopy(headers, 0, all, 6, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        all[2] = "X-GitHub-Event";
        all[3] = "push";
        all[4] = "X-GitHub-Delivery";
        all[5] = delivery;
        HttpResponse<String> answer = post(WebhookPaths.SCM, body, all);
        return new Answer(answer.statusCode(), answer.body());
    }

    static String hmac(String algorithm, String secret, String body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of {@code X-Hub-Signature-256}. */
    public static String signature(String secret, String body) {
        return "sha256=" + hmac("HmacSHA256", secret, body);
    }
}
