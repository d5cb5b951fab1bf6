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
 * Listens to what the API server answers, or that it does not: which watches cannot be opened again, and whether a
 * request was refused for want of credentials or of a right. Informers do not tell: one that tries to reconnect for hours
 * calls itself watching, and one that is open goes on when the right to open it is withdrawn. Safe for use from any
 * thread.
 */
public final class ApiHealthInterceptor implements Interceptor {
    private final AtomicBoolean refused = new AtomicBoolean();
    private final Set<String> unwatched = ConcurrentHashMap.newKeySet();

    /** Says whether a request was refused since this was last asked. */
    public boolean refusedSinceLastAsked() {
        return refused.getAndSet(false);
    }

    /** The kinds whose watch could not be opened again so far. */
    public Set<String> unwatched() {
        return Set.copyOf(unwatched);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isWatch(request.uri()) && response.code() < HttpURLConnection.HTTP_MULT_CHOICE) {
            unwatched.remove(kind(request.uri()));
        }
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        URI uri = response.request().uri();
        if (isWatch(uri)) {
            unwatched.add(kind(uri));
        }
        boolean refusal = response.code() == HttpURLConnection.HTTP_UNAUTHORIZED
                || response.code() == HttpURLConnection.HTTP_FORBIDDEN;
        // Events about an object in a namespace that is being deleted are refused with the same code.
        if (refusal && !uri.getPath().endsWith("/events")) {
            refused.set(true);
        }
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        if (isWatch(request.uri())) {
            unwatched.add(kind(request.uri()));
        }
    }

    private static boolean isWatch(URI uri) {
        return uri.getQuery() != null && uri.getQuery().contains("watch=true");
    }

    /** {@code /apis/GROUP/VERSION/[namespaces/NAME/]PLURAL} as {@code PLURAL.GROUP}; without group for {@code /api/v1/…}. */
    private static String kind(URI uri) {
        List<String> path = List.of(uri.getPath().split("/"));
        int apis = path.indexOf("apis");
        String plural = path.get(path.size() - 1);
        return apis < 0 ? plural : plural + "." + path.get(apis + 1);
    }
}
