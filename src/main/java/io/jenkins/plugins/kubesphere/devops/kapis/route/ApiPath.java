package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request goes. The forms with a cluster are those that KubeSphere's gateway
 * understands, so that clients need not be told whether they talk to the gateway or to Jenkins.
 *
 * @param group API group, for example {@code devops.kubesphere.io}
 * @param version for example {@code v1alpha3}
 * @param cluster name of the cluster, if the path has one
 * @param segments what follows the version, decoded
 */
public record ApiPath(String group, String version, Optional<String> cluster, List<String> segments) {
    private static final String KAPIS = "kapis";
    /** What ks-devops itself serves under short paths, for its own command line. */
    private static final Set<String> SHORT_VERSIONS = Set.of("v1alpha2", "v1alpha3");

    private static final String CLUSTERS = "clusters";
    /** The console writes this in the path of a version. */
    private static final String CLUSTER_OF_CONSOLE = "klusters";

    public ApiPath {
        Objects.requireNonNull(group);
        Objects.requireNonNull(version);
        Objects.requireNonNull(cluster);
        segments = List.copyOf(segments);
    }

    /**
     * Reads the path of a request.
     *
     * @param path as in the request line, without the path of the application and without the query
     * @param shortPaths whether a path may begin with the version, as in {@code /v1alpha3/ci/nodelabels}
     * @return empty if the path does not belong to this API
     * @throws KapisException 400, if the path is not valid
     */
    public static Optional<ApiPath> parse(String path, boolean shortPaths) {
        List<String> segments = new ArrayList<>(PathDecoder.decode(path));
        if (shortPaths && !segments.isEmpty() && SHORT_VERSIONS.contains(segments.get(0))) {
            segments.addAll(0, List.of(KAPIS, ApiGroups.DEVOPS));
        }
        Optional<String> cluster = Optional.empty();
        if (startsWith(segments, CLUSTERS)
                && segments.size() > 2
                && segments.get(2).equals(KAPIS)) {
            cluster = Optional.of(segments.get(1));
            segments.subList(0, 2).clear();
        }
        if (!startsWith(segments, KAPIS)) {
            return Optional.empty();
        }
        segments.remove(0);
        if (cluster.isEmpty() && startsWith(segments, CLUSTERS) && segments.size() > 1) {
            cluster = Optional.of(segments.get(1));
            segments.subList(0, 2).clear();
        }
        if (segments.size() < 2) {
            return Optional.empty();
        }
        String group = segments.remove(0);
        String version = segments.remove(0);
        if (cluster.isEmpty() && startsWith(segments, CLUSTER_OF_CONSOLE) && segments.size() > 1) {
            cluster = Optional.of(segments.get(1));
            segments.subList(0, 2).clear();
        }
        return Optional.of(new ApiPath(group, version, cluster, segments));
    }

    private static boolean startsWith(List<String> segments, String first) {
        return !segments.isEmpty() && segments.get(0).equals(first);
    }
}
