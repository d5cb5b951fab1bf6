package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the text of a kubeconfig from somebody who may not run programs on the controller or read its files: a person
 * who may only change credentials. The client runs the program of {@code exec} while it parses a kubeconfig, so this
 * class reads the text with another parser first.
 */
final class KubeconfigContentValidator {
    /** The maximum size in bytes of UTF-8. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final List<String> PROGRAMS = List.of("exec", "auth-provider");
    private static final List<String> USER_FILES = List.of("tokenFile", "client-certificate", "client-key");
    private static final List<String> CLUSTER_FILES = List.of("certificate-authority");
    private static final Set<String> PROXY_SCHEMES = Set.of("http", "https", "socks5");

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalizableProblem source;

    private KubeconfigContentValidator(LocalizableProblem source) {
        this.source = source;
    }

    /**
     * Checks a kubeconfig, and writes what was checked as JSON. The client parses this JSON and not the
     * original text, so it sees the same fields as the check.
     *
     * @param source names the origin of the text, for the message
     * @throws SessionNotReadyException if the text is not a kubeconfig, or has a field that runs a program or reads a
     *     file. The message contains no value
     */
    static String toCheckedJson(LocalizableProblem source, String text) throws SessionNotReadyException {
        return new KubeconfigContentValidator(source).check(text);
    }

    private String check(String text) throws SessionNotReadyException {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new SessionNotReadyException(problem("tooLarge", source, Integer.toString(MAX_BYTES)));
        }
        JsonNode kubeconfig;
        try (YAMLParser parser = YAML.createParser(text)) {
            kubeconfig = readDocument(parser);
        } catch (IOException | RuntimeException e) {
            // The message of the parser quotes the text.
            throw new SessionNotReadyException(problem("unreadableContent", source));
        }
        checkEntries(kubeconfig, "users", "user", USER_FILES);
        checkEntries(kubeconfig, "clusters", "cluster", CLUSTER_FILES);
        return kubeconfig.toString();
    }

    /** Reads the only document. Numbers are kept as text: a token of digits must not lose its zeros. */
    private JsonNode readDocument(YAMLParser parser) throws IOException, SessionNotReadyException {
        try (TokenBuffer document = new TokenBuffer(parser)) {
            int depth = 0;
            boolean isComplete = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (isComplete) {
                    throw new SessionNotReadyException(problem("severalDocuments", source));
                }
                if (parser.isCurrentAlias()) {
                    throw new SessionNotReadyException(problem("alias", source));
                }
                if (token.isNumeric()) {
                    document.writeString(parser.getText());
                } else {
                    document.copyCurrentEvent(parser);
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                isComplete = depth == 0;
            }
            JsonNode kubeconfig = JSON.readTree(document.asParser());
            if (kubeconfig == null || !kubeconfig.isObject()) {
                throw new SessionNotReadyException(problem("unreadableContent", source));
            }
            return kubeconfig;
        }
    }

    /** Checks all entries, also those that the current context does not use. */
    private void checkEntries(JsonNode kubeconfig, String list, String entry, List<String> files)
            throws SessionNotReadyException {
        JsonNode entries = kubeconfig.path(list);
        if (!isAbsent(entries) && !entries.isArray()) {
            throw new SessionNotReadyException(problem("unreadableContent", source));
        }
        for (int i = 0; i < entries.size(); i++) {
            JsonNode fields = entries.get(i).path(entry);
            if (!entries.get(i).isObject() || !isAbsent(fields) && !fields.isObject()) {
                throw new SessionNotReadyException(problem("unreadableContent", source));
            }
            String path = list + "[" + i + "]." + entry + ".";
            for (String program : PROGRAMS) {
                if (!isAbsent(fields.path(program))) {
                    throw new SessionNotReadyException(problem("program", source, path + program));
                }
            }
            for (String file : files) {
                if (!isAbsent(fields.path(file))) {
                    throw new SessionNotReadyException(problem("fileReference", source, path + file));
                }
            }
            checkProxy(path, fields.path("proxy-url"));
        }
    }

    private void checkProxy(String path, JsonNode url) throws SessionNotReadyException {
        if (isAbsent(url)) {
            return;
        }
        try {
            URI proxy = URI.create(url.asText());
            if (proxy.getScheme() != null
                    && proxy.getHost() != null
                    && PROXY_SCHEMES.contains(proxy.getScheme().toLowerCase(Locale.ROOT))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, without the message, which quotes the URL.
        }
        throw new SessionNotReadyException(problem("proxy", source, path + "proxy-url"));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isEmpty();
    }

    private static LocalizableProblem problem(String key, Object... arguments) {
        return LocalizableProblem.of(KubeconfigContentValidator.class, key, arguments);
    }
}
