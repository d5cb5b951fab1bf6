package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.project.AdoptableFolders;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorSettingsTest {
    @Test
    void theNamespacesOfTheLeaseAndOfThePodAreReserved() {
        OperatorSettings settings = new OperatorSettings(
                "home",
                "leases",
                LeaseTimings.DEFAULT,
                Optional.of("jenkins"),
                Set.of(),
                new AdoptableFolders(Set.of()),
                true,
                OperatorSettings.DEFAULT_PIPELINE_TIMEOUT,
                OperatorSettings.DEFAULT_SWEEP,
                OperatorSettings.DEFAULT_WORKERS,
                OperatorSettings.DEFAULT_MAX_UNFINISHED_RUNS,
                OperatorSettings.DEFAULT_RUN_STORE,
                true,
                SessionTimings.DEFAULT,
                RunRetentionPolicy.KEEP_ALL);

        assertThat(settings.reservedNamespaces()).isEqualTo(new ReservedNamespaces(Set.of("leases", "jenkins")));
    }

    @Test
    void onlyTheNamespaceOfTheLeaseIsReservedOutsideOfTheCluster() {
        assertThat(OperatorSettings.of("home", "leases", Set.of()).reservedNamespaces())
                .isEqualTo(new ReservedNamespaces(Set.of("leases")));
    }
}
