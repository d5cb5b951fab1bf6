package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the answers of the API server. It records the kinds whose watch could not be opened again, and whether a
 * request was refused because of missing credentials or a missing permission. Informers do not report these two things:
 * an informer that tries to reconnect for hours still counts as watching, and an open watch continues after the
 * permission to open it was withdrawn. Thread-safe.
 */
public final class ApiHealthInterceptor implements Interceptor {
    private final AtomicBoolean refused = new AtomicBoolean();
    private final Set<String> unwatchedKinds = ConcurrentHashMap.newKeySet();

    /** Returns whether a request was refused since the last call of this method. */
    public boolean wasRefusedSinceLastCall() {
        return refused.getAndSet(false);
    }

    /** Returns the kinds whose watch is down because it could not be opened again. */
    public Set<String> unwatchedKinds() {
        return Set.copyOf(unwatchedKinds);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isWatch(request.uri()) && response.code() < HttpURLConnection.HTTP_MULT_CHOICE) {
            unwatchedKinds.remove(kind(request.uri()));
        }
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        URI uri = response.request().uri();
        if (isWatch(uri)) {
            unwatchedKinds.add(kind(uri));
        }
        boolean refusal = response.code() == HttpURLConnection.HTTP_UNAUTHORIZED
                || response.code() == HttpURLConnection.HTTP_FORBIDDEN;
        // A refused Event is not recorded: the API server also answers 403 if the namespace of the Event is being
        // deleted.
        if (refusal && !uri.getPath().endsWith("/events")) {
            refused.set(true);
        }
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        if (isWatch(request.uri())) {
            unwatchedKinds.add(kind(request.uri()));
        }
    }

    private static boolean isWatch(URI uri) {
        return uri.getQuery() != null && uri.getQuery().contains("watch=true");
    }

    /**
     * Turns {@code /apis/GROUP/VERSION/[namespaces/NAME/]PLURAL} into {@code PLURAL.GROUP}, and
     * {@code /api/v1/…/PLURAL} into {@code PLURAL}.
     */
    private static String kind(URI uri) {
        List<String> path = List.of(uri.getPath().split("/"));
        int apis = path.indexOf("apis");
        String plural = path.get(path.size() - 1);
        return apis < 0 ? plural : plural + "." + path.get(apis + 1);
    }
}
