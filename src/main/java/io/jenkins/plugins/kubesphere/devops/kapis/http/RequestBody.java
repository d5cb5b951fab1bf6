package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The body of a request. It is read once, and only up to a limit. */
public final class RequestBody {
    /** A Jenkinsfile has at most 1 MiB; a Pipeline has at most that, and the objects of Kubernetes at most 1.5 MiB. */
    static final int MAX_BYTES = 4 * 1_024 * 1_024;

    private static final Duration MAX_TIME = Duration.ofSeconds(30);
    private static final int BUFFER = 8_192;
    private static final int REQUEST_TIMEOUT = 408;
    /** A body that no handler reads is an empty object, or little more. */
    private static final int MAX_REST = 65_536;

    private static final long MAX_SKIPPED = 4L * MAX_BYTES;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int TOO_LARGE = 413;
    private static final Set<String> JSON =
            Set.of("application/json", "application/merge-patch+json", "application/json-patch+json");

    private final HttpServletRequest request;
    private final ObjectReader json;
    private final Duration maxTime;

    public RequestBody(HttpServletRequest request, ObjectReader json) {
        this(request, json, MAX_TIME);
    }

    RequestBody(HttpServletRequest request, ObjectReader json, Duration maxTime) {
        this.request = request;
        this.json = json;
        this.maxTime = maxTime;
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
        return Optional.of(parse(bytes, type));
    }

    /**
     * Reads a JSON object from bytes of the body.
     *
     * @throws KapisException 400 if they are something else, or it does not fit
     */
    public <T> T parse(byte[] bytes, Class<T> type) {
        try {
            T value = json.forType(type).readValue(bytes);
            if (value == null) {
                throw KapisException.badRequest("the body is empty or null; send a JSON object");
            }
            return value;
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

    /**
     * Reads the body as it was sent, whatever it is; empty if there is none.
     *
     * @throws KapisException 413 if it is too large; 408 if it takes too long
     */
    public byte[] readBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        readTo(bytes);
        return bytes.toByteArray();
    }

    /**
     * Reads the body and forgets it, so that the connection can be used again.
     *
     * @throws KapisException as {@link #readBytes}
     */
    public void discard() {
        readTo(OutputStream.nullOutputStream());
    }

    private void readTo(OutputStream target) {
        Deadline deadline = Deadline.after(maxTime);
        try {
            InputStream body = request.getInputStream();
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            // A client that still sends when the connection is closed does not see the answer, so a little more is
            // read.
            for (int read = body.read(buffer); read >= 0 && total < MAX_BYTES + MAX_SKIPPED; read = body.read(buffer)) {
                total += read;
                // A client that sends a byte now and then would block a thread of the server for ever.
                if (deadline.hasPassed()) {
                    throw new KapisException(
                            REQUEST_TIMEOUT,
                            "Timeout",
                            "the body did not arrive in " + maxTime.toSeconds() + " seconds; send it faster");
                }
                if (total <= MAX_BYTES) {
                    target.write(buffer, 0, read);
                }
            }
            if (total > MAX_BYTES) {
                throw tooLarge();
            }
        } catch (IOException e) {
            throw KapisException.badRequest("the body could not be read");
        }
    }

    /**
     * Skips what a handler has not read of a body, if it is short and has arrived. Does not wait for the client.
     *
     * @return whether nothing is left of the body; if not, the connection cannot be used again
     */
    public static boolean skipRest(HttpServletRequest request) {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return true;
        }
        try {
            ServletInputStream body = request.getInputStream();
            byte[] buffer = new byte[BUFFER];
            int skipped = 0;
            // What is available is read without waiting.
            while (!body.isFinished() && skipped < MAX_REST && body.available() > 0) {
                skipped += Math.max(0, body.read(buffer, 0, Math.min(buffer.length, body.available())));
            }
            return body.isFinished() || skipped == request.getContentLengthLong();
        } catch (IOException e) {
            return false;
        }
    }

    private static KapisException tooLarge() {
        return new KapisException(
                TOO_LARGE, "RequestEntityTooLarge", "the body is larger than " + MAX_BYTES + " bytes; send less");
    }
}
