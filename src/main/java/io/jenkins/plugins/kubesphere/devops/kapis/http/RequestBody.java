package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The body of a request. It is read once, and only up to a limit. */
public final class RequestBody {
    /** A Jenkinsfile has at most 1 MiB; a Pipeline has at most that, and the objects of Kubernetes at most 1.5 MiB. */
    static final int MAX_BYTES = 4 * 1_024 * 1_024;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int TOO_LARGE = 413;
    private static final Set<String> JSON =
            Set.of("application/json", "application/merge-patch+json", "application/json-patch+json");

    private final HttpServletRequest request;
    private final ObjectReader json;

    public RequestBody(HttpServletRequest request, ObjectReader json) {
        this.request = request;
        this.json = json;
    }

    /**
     * Reads a JSON object.
     *
     * @throws KapisException 400 if there is none or it does not fit; 413 if it is too large; 415 if it is something else
     */
    public <T> T read(Class<T> type) {
        return readIfPresent(type).orElseThrow(() -> KapisException.badRequest("the request has no body; send JSON"));
    }

    /** Like {@link #read}, and empty if the request has no body. */
    public <T> Optional<T> readIfPresent(Class<T> type) {
        byte[] bytes = readBytes();
        if (bytes.length == 0) {
            return Optional.empty();
        }
        requireJson();
        try (JsonParser parser = json.createParser(bytes)) {
            T value = parser.readValueAs(type);
            if (value == null) {
                throw KapisException.badRequest("the body is null; send a JSON object");
            }
            return Optional.of(value);
        } catch (JsonProcessingException e) {
            // Not the message of the parser: it quotes the body, which may have a secret.
            throw KapisException.badRequest("the body is not JSON of the expected form"
                    + Optional.ofNullable(e.getLocation())
                            .map(at -> ": line " + at.getLineNr() + ", column " + at.getColumnNr())
                            .orElse(""));
        } catch (IOException e) {
            throw KapisException.badRequest("the body could not be read");
        }
    }

    private void requireJson() {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        String name = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!JSON.contains(name)) {
            throw new KapisException(
                    UNSUPPORTED_MEDIA_TYPE,
                    "UnsupportedMediaType",
                    "the Content-Type is \"" + name + "\"; send application/json");
        }
    }

    private byte[] readBytes() {
        try {
            if (request.getContentLengthLong() > MAX_BYTES) {
                throw tooLarge();
            }
            InputStream body = request.getInputStream();
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw KapisException.badRequest("the body could not be read");
        }
    }

    private static KapisException tooLarge() {
        return new KapisException(
                TOO_LARGE, "RequestEntityTooLarge", "the body is larger than " + MAX_BYTES + " bytes; send less");
    }
}
