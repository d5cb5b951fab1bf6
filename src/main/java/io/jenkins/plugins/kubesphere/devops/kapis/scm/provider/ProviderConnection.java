package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;

/** Sends the requests of one caller to the API of one provider. */
public final class ProviderConnection {
    /** A small answer may have millions of values. */
    private static final int MAX_TOKENS = 200_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
            .build());
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final GuardedHttpClient http;
    private final HttpUrl base;
    private final Map<String, String> headers;
    private final Deadline deadline;

    /**
     * @param base where the API is
     * @param headers with the token
     */
    public ProviderConnection(GuardedHttpClient http, HttpUrl base, Map<String, String> headers, Deadline deadline) {
        this.http = http;
        this.base = base;
        this.headers = headers;
        this.deadline = deadline;
    }

    /**
     * Reads JSON.
     *
     * @param path adds segments and parameters to the address of the API
     * @throws ProviderException if the provider refuses, or does not answer with JSON
     * @throws OutboundException as {@link GuardedHttpClient#get}
     */
    JsonNode get(UnaryOperator<HttpUrl.Builder> path) {
        GuardedHttpClient.Answer answer = send(path);
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (json != null && json.isContainerNode()) {
                return json;
            }
        } catch (IOException e) {
            // The message below says it, without the text of the provider.
        }
        throw new ProviderException(
                0, host() + " does not answer as the API of this provider does; check the address of the server");
    }

    /** Like {@link #get}, for an answer that is not JSON. */
    byte[] getBytes(UnaryOperator<HttpUrl.Builder> path) {
        return send(path).body();
    }

    private GuardedHttpClient.Answer send(UnaryOperator<HttpUrl.Builder> path) {
        HttpUrl url = path.apply(base.newBuilder()).build();
        GuardedHttpClient.Answer answer = http.get(url, headers, deadline);
        if (answer.status() != OK) {
            throw new ProviderException(answer.status(), describe(answer.status()));
        }
        return answer;
    }

    private String describe(int status) {
        return switch (status) {
            case UNAUTHORIZED -> host() + " does not accept the credential; check its token";
            case FORBIDDEN -> host() + " does not allow this to the credential, or has answered it too often";
            case NOT_FOUND -> host() + " does not have this, or does not show it to the credential";
            case TOO_MANY -> host() + " has answered this credential too often; try again later";
            default -> host() + " answered with the status " + status;
        };
    }

    private String host() {
        return "\"" + base.host() + "\"";
    }
}
