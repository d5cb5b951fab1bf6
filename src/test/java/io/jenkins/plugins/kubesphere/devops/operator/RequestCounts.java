package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Connection;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts the requests that an operator sends, by verb and resource, as in {@code PATCH pipelineruns/status}. A request that
 * the client repeats counts again; so does a watch that is opened. Those for the Lease, which comes every other second
 * whatever happens, are counted apart. Safe for use from any thread.
 */
final class RequestCounts implements Interceptor {
    private static final long QUIET_MILLIS = 1_500;
    private static final Pattern PATH = Pattern.compile(
            "/apis?/(?:[^/]+/)?v[^/]+/(?:namespaces/[^/]+/)?(?<plural>[^/]+)(?:/[^/]+(?<sub>/[^/]+)?)?");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> lease = new TreeMap<>();

    /** A connection whose requests are counted here. */
    Connection on(Config config) {
        return new Connection() {
            @Override
            public Config settings() {
                return config;
            }

            @Override
            public void prepare(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("counts", RequestCounts.this);
            }
        };
    }

    @Override
    public synchronized void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String resource = resource(request.uri());
        Map<String, Integer> which = resource.equals("leases") ? lease : counts;
        which.merge(verb(request) + " " + resource, 1, Integer::sum);
    }

    private static String verb(HttpRequest request) {
        String query = request.uri().getQuery();
        return query != null && query.contains("watch=true") ? "WATCH" : request.method();
    }

    private static String resource(URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        return path.matches()
                ? path.group("plural") + (path.group("sub") == null ? "" : path.group("sub"))
                : uri.getPath();
    }

    synchronized void clear() {
        counts.clear();
        lease.clear();
    }

    /** What was counted since the last {@link #clear()}, without the Lease. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** The same of the Lease alone. */
    synchronized Map<String, Integer> lease() {
        return new TreeMap<>(lease);
    }

    synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of the requests begin with that, {@code PATCH pipelineruns} for example. */
    synchronized int total(String prefix) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Waits until no request was sent for a while: Events are written off the way of everything else. */
    void awaitQuiet() {
        int before;
        do {
            before = total();
            Loop.pause(QUIET_MILLIS);
        } while (total() != before);
    }

    /** The counts divided by a number of runs, one line each. */
    String table(int runs) {
        return counts().entrySet().stream()
                        .map(count ->
                                String.format("  %-28s %6.2f%n", count.getKey(), count.getValue() / (double) runs))
                        .collect(Collectors.joining())
                + String.format("  %-28s %6.2f%n", "all", total() / (double) runs);
    }
}
