package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Pages of Jenkins and of other plugins that the REST API passes on. They are called on the thread of the request that is
 * answered, and know it.
 */
public interface ControllerPages {
    /** The pages of a server that is not Jenkins. */
    ControllerPages NONE = new ControllerPages() {
        @Override
        public Optional<Crumb> issueCrumb() {
            return Optional.empty();
        }

        @Override
        public boolean hasGenericWebhook() {
            return false;
        }

        @Override
        public void invokeGenericWebhook(byte[] body, HttpServletResponse response) {
            throw new UnsupportedOperationException("there is no such page");
        }
    };

    /**
     * What a request with a cookie needs so that Jenkins accepts a change.
     *
     * @param crumb its value
     * @param field name of the header
     */
    record Crumb(
            @JsonProperty("_class") String issuer,
            @JsonProperty(required = true) String crumb,

            @JsonProperty(value = "crumbRequestField", required = true)
            String field) {}

    /** A crumb for the session of this request; empty if none is needed. */
    Optional<Crumb> issueCrumb();

    /** Whether the plugin generic-webhook-trigger runs. */
    boolean hasGenericWebhook();

    /**
     * Answers this request as the page of that plugin does for somebody who has not logged in.
     *
     * @param body of this request, which was read already
     */
    void invokeGenericWebhook(byte[] body, HttpServletResponse response) throws IOException;
}
