package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Passes requests on to the plugin generic-webhook-trigger, which knows the tokens and the variables of the jobs. It checks
 * the token itself, and answers whoever sends none as Jenkins' own page does.
 */
final class GenericWebhookHandler {
    private static final int MAX_AT_ONCE = 10;

    private final ConcurrencyLimit bodies = new ConcurrencyLimit("generic webhooks", MAX_AT_ONCE, MAX_AT_ONCE);
    private final BooleanSupplier isInstalled;
    private final Page page;

    /** The page of the plugin. */
    @FunctionalInterface
    interface Page {
        /** Answers the request of this thread, whose body was read. */
        void invoke(byte[] body, HttpServletResponse response) throws IOException;
    }

    GenericWebhookHandler(BooleanSupplier isInstalled, Page page) {
        this.isInstalled = isInstalled;
        this.page = page;
    }

    Reply receive(KapisRequest request) {
        if (!isInstalled.getAsBoolean()) {
            request.body().discard();
            throw KapisException.notFound(
                    "this Jenkins has no generic webhooks; install the plugin generic-webhook-trigger");
        }
        byte[] body;
        try (ConcurrencyLimit.Permit permit = bodies.acquire(request.caller().key())) {
            body = request.body().readBytes();
        }
        return (response, json) -> page.invoke(body, response);
    }
}
