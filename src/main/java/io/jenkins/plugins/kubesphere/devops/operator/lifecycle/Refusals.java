package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notes that the API server refused a request for want of credentials or of a right. Events are left out: those about
 * an object in a namespace that is being deleted are refused with the same code. Safe for use from any thread.
 */
final class Refusals implements Interceptor {
    private final AtomicBoolean noted = new AtomicBoolean();

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        boolean refused = response.code() == HttpURLConnection.HTTP_UNAUTHORIZED
                || response.code() == HttpURLConnection.HTTP_FORBIDDEN;
        if (refused && !response.request().uri().getPath().endsWith("/events")) {
            noted.set(true);
        }
        return CompletableFuture.completedFuture(false);
    }

    /** Says whether there was one since this was last asked. */
    boolean sinceLastAsked() {
        return noted.getAndSet(false);
    }
}
