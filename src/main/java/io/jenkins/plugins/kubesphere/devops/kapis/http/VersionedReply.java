package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An answer in JSON that a client may have already, and that may be watched.
 *
 * @param tag changes with the value
 * @param value reads what is shown; called only for a client that does not have it
 */
public record VersionedReply(EntityTag tag, Supplier<?> value) implements Reply {
    public VersionedReply {
        Objects.requireNonNull(tag);
        Objects.requireNonNull(value);
    }

    /**
     * Returns the answer with its value, which is read now, or 304 if the client has it.
     *
     * @param ifNoneMatch the header of the request; empty if it has none
     * @throws KapisException if the value cannot be read
     */
    public Reply answer(Optional<String> ifNoneMatch) {
        if (tag.matches(ifNoneMatch)) {
            return (response, json) -> {
                response.setHeader("ETag", tag.toString());
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            };
        }
        Reply complete = Reply.json(value.get());
        return (response, json) -> {
            response.setHeader("ETag", tag.toString());
            complete.send(response, json);
        };
    }

    @Override
    public void send(HttpServletResponse response, ObjectWriter json) throws IOException {
        answer(Optional.empty()).send(response, json);
    }
}
