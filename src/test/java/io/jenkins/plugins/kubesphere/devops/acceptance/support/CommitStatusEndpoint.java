package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a host receives the status of a commit: the path, the names of the fields, and the header that has the login.
 *
 * @param path matches the whole path; its only group is the commit
 */
public record CommitStatusEndpoint(Pattern path, String state, String name, String url, String loginHeader) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A status that Jenkins reported.
     *
     * @param name what the host takes for the same status when another state is reported
     * @param url the page to which the host links
     * @param login value of the header with the login; null if there was none
     */
    public record Status(String commit, String state, String name, String url, String login) {}

    /** Reads a request; empty if it does not report a status. */
    Optional<Status> read(String requestPath, String body, UnaryOperator<String> headers) {
        Matcher matcher = path.matcher(requestPath);
        return matcher.matches()
                ? Optional.of(read(matcher.group(1), fields(body), headers.apply(loginHeader)))
                : Optional.empty();
    }

    private Status read(String commit, UnaryOperator<String> fields, String login) {
        return new Status(commit, fields.apply(state), fields.apply(name), fields.apply(url), login);
    }

    /** GitLab gets a form, the others JSON. */
    private static UnaryOperator<String> fields(String body) {
        if (!body.startsWith("{")) {
            Map<String, String> form = FakeScmHost.readForm(body);
            return form::get;
        }
        try {
            JsonNode json = JSON.readTree(body);
            return field -> json.path(field).asText(null);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
