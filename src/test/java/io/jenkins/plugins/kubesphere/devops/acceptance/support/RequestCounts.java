package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts requests to the Kubernetes API, by verb and resource, as in {@code PATCH pipelineruns/status}. A request that is
 * repeated counts again. Counted apart is what comes by the clock, whatever happens: those for the Lease, every other second,
 * and watches, which the client library opens anew after five to ten minutes each. Safe for use from any thread.
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
    private String only;

    /** Counts what an HTTP client sends. */
    public Interceptor interceptor() {
        return new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                count(request.method(), request.uri());
            }
        };
    }

    /** @param uri with path and query */
    public synchronized void count(String method, URI uri) {
        String resource = resource(uri);
        boolean isLease = resource.equals("leases");
        if (!isLease && elsewhere(uri)) {
            return;
        }
        String verb = verb(method, uri);
        Map<String, Integer> which = isLease ? lease : verb.equals(WATCH) ? watches : counts;
        which.merge(verb + " " + resource, 1, Integer::sum);
    }

    private boolean elsewhere(URI uri) {
        Matcher path = NAMESPACE.matcher(uri.getPath());
        return only != null && path.matches() && !path.group("name").equals(only);
    }

    /** Forgets what was counted, and counts nothing in other namespaces from now on: what earlier tests left is removed there. */
    public synchronized void clearAndWatch(String namespace) {
        only = namespace;
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

    /** What was counted since the last {@link #clear()}, without the Lease and without watches. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** The same of the Lease alone. */
    public synchronized Map<String, Integer> lease() {
        return new TreeMap<>(lease);
    }

    /** The watches that were opened, as {@code WATCH pipelineruns}. */
    public synchronized Map<String, Integer> watches() {
        return new TreeMap<>(watches);
    }

    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of the requests begin with that, {@code PATCH pipelineruns} for example. */
    public synchronized int total(String prefix) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Waits until no request was sent for a while: Events are written off the way of everything else. */
    public void awaitQuiet() {
        int before;
        do {
            before = total();
            Scenario.pause(QUIET_MILLIS);
        } while (total() != before);
    }

    /** The counts divided by a number of runs, one line each. */
    public String table(int runs) {
        return counts().entrySet().stream()
                        .map(count ->
                                String.format("  %-28s %6.2f%n", count.getKey(), count.getValue() / (double) runs))
                        .collect(Collectors.joining())
                + String.format("  %-28s %6.2f%n", "all", total() / (double) runs);
    }
}
