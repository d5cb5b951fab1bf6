package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An answer. It is written when everything that can be refused was checked. */
@FunctionalInterface
public interface Reply {
    /** @param json writes the objects of an answer */
    void send(HttpServletResponse response, ObjectWriter json) throws IOException;

    /** 200 with a value in JSON. The text is never in memory as a whole. */
    static Reply json(Object value) {
        return (response, json) -> {
            response.setContentType("application/json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            json.writeValue(response.getOutputStream(), value);
        };
    }

    /** 200 without a body. */
    static Reply empty() {
        return (response, json) -> response.setContentLength(0);
    }

    /** Plain text, for example the message of an error. */
    static Reply text(int status, String text) {
        return (response, json) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            response.setStatus(status);
            response.setContentType("text/plain;charset=utf-8");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        };
    }
}
