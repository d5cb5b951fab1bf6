package io.jenkins.plugins.kubesphere.devops.operator;

import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RetryTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What the operator is told.
 *
 * @param home instance id of this home; runs are stamped with it before they are started
 * @param systemNamespace where the Lease is that only one operator of the cluster holds; must exist
 * @param lease how long that holds
 * @param namespaces whose projects, pipelines and runs are reconciled; no object of another namespace, of another project or of
 *     the whole cluster is written then. Empty for all
 * @param patience how long a run waits for its pipeline before it fails
 * @param sweep how often each object is looked at even if nothing happened, for what events missed; sends no request
 * @param workers how many objects are reconciled at once
 * @param pace how connections are retried
 */
public record OperatorSettings(
        String home,
        String systemNamespace,
        LeaseTimings lease,
        Set<String> namespaces,
        Duration patience,
        Duration sweep,
        int workers,
        RetryTimings pace) {

    /** That of ks-devops. */
    public static final String DEFAULT_SYSTEM_NAMESPACE = "kubesphere-devops-system";

    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);
    public static final Duration DEFAULT_SWEEP = Duration.ofMinutes(5);
    /** 300 runs at once became visible after 1.3–2.2 s with 8 workers, after 0.1–0.3 s with 50. */
    public static final int DEFAULT_WORKERS = 50;

    public OperatorSettings {
        Objects.requireNonNull(home);
        Objects.requireNonNull(systemNamespace);
        Objects.requireNonNull(lease);
        namespaces = Set.copyOf(namespaces);
    }

    /** Everything as it suits most clusters. */
    public static OperatorSettings of(String home) {
        return of(home, DEFAULT_SYSTEM_NAMESPACE, Set.of());
    }

    /** As it suits most clusters, but for where the Lease is and which namespaces are served, empty for all. */
    public static OperatorSettings of(String home, String systemNamespace, Set<String> namespaces) {
        return new OperatorSettings(
                home,
                systemNamespace,
                LeaseTimings.DEFAULT,
                namespaces,
                DEFAULT_PATIENCE,
                DEFAULT_SWEEP,
                DEFAULT_WORKERS,
                RetryTimings.DEFAULT);
    }
}
