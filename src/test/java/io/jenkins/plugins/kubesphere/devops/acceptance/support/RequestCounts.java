package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts requests to the Kubernetes API, by verb and resource, as in {@code PATCH pipelineruns/status}. A repeated
 * request counts again. Requests that depend only on time are counted separately: those for the Lease, every two
 * seconds, and watches, which the client library opens again after five to ten minutes each. Safe for use from any
 * thread.
 */
public final class RequestCounts {
    private static final long QUIET_MILLIS = 1_500;
    private static final String WATCH = "WATCH";
    private static final Pattern PATH = Pattern.compile(
            "/apis?/(?:[^/]+/)?v[^/]+/(?:namespaces/[^/]+/)?(?<plural>[^/]+)(?:/[^/]+(?<sub>/[^/]+)?)?");

    private static final Pattern NAMESPACE = Pattern.compile(".*/namespaces/(?<name>[^/]+)/.*");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> lease = new TreeMap<>();
    private final Map<String, Integer> watches = new TreeMap<>();
    private String onlyNamespace;

    /** Counts the requests of an HTTP client. */
    public Interceptor interceptor() {
        return new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                count(request.method(), request.uri());
            }
        };
    }

    /** @param uri URI with path and query */
    public synchronized void count(String method, URI uri) {
        String resource = resource(uri);
        boolean isLease = resource.equals("leases");
        if (!isLease && isOtherNamespace(uri)) {
            return;
        }
        String verb = verb(method, uri);
        Map<String, Integer> map = isLease ? lease : verb.equals(WATCH) ? watches : counts;
        map.merge(verb + " " + resource, 1, Integer::sum);
    }

    private boolean isOtherNamespace(URI uri) {
        Matcher path = NAMESPACE.matcher(uri.getPath());
        return onlyNamespace != null && path.matches() && !path.group("name").equals(onlyNamespace);
    }

    /**
     * Clears the counts, and from now on ignores requests in other namespaces, where objects of earlier tests are
     * deleted.
     */
    public synchronized void clearAndLimitTo(String namespace) {
        onlyNamespace = namespace;
        clear();
    }

    private static String verb(String method, URI uri) {
        String query = uri.getQuery();
        return query != null && query.contains("watch=true") ? WATCH : method;
    }

    private static String resource(URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        return path.matches()
                ? path.group("plural") + (path.group("sub") == null ? "" : path.group("sub"))
                : uri.getPath();
    }

    public synchronized void clear() {
        counts.clear();
        lease.clear();
        watches.clear();
    }

    /** Counts since the last {@link #clear()}, without the Lease and without watches. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** Counts of requests for the Lease since the last {@link #clear()}. */
    public synchronized Map<String, Integer> lease() {
        return new TreeMap<>(lease);
    }

    /** Counts of opened watches, as {@code WATCH pipelineruns}. */
    public synchronized Map<String, Integer> watches() {
        return new TreeMap<>(watches);
    }

    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Number of requests whose key starts with the prefix, for example {@code PATCH pipelineruns}. */
    public synchronized int total(String prefix) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Waits until no request was sent for 1.5 s. The wait is needed because a separate thread writes Events. */
    public void awaitQuiet() {
        int before;
        do {
            before = total();
            Await.pause(QUIET_MILLIS);
        } while (total() != before);
    }

    /** The counts divided by the number of runs, one in each line. */
    public String table(int runs) {
        return counts().entrySet().stream()
                        .map(count ->
                                String.format("  %-28s %6.2f%n", count.getKey(), count.getValue() / (double) runs))
                        .collect(Collectors.joining())
                + String.format("  %-28s %6.2f%n", "all", total() / (double) runs);
    }
}
