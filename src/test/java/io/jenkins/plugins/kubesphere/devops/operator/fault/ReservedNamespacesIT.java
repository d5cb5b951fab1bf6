package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No project gets a namespace of Kubernetes or of the operator, even if the namespace has the label of the project. */
@WithCluster
class ReservedNamespacesIT {
    private static final String LABEL = "kubesphere.io/devopsproject";

    @TempDir
    Path state;

    @Test
    void kubeSystemIsNotTaken(Config config) {
        assertIsNotTaken(config, "kube-system", "default");
    }

    @Test
    void theNamespaceOfTheLeaseIsNotTaken(Config config, TestNamespace system) {
        assertIsNotTaken(config, system.name(), system.name());
    }

    private void assertIsNotTaken(Config config, String reserved, String system) {
        try (OperatorFixture fixture = OperatorFixture.on(config, state)
                .withNamespace(reserved)
                .withSystemNamespace(system)
                .start()) {
            DevOpsProject request = new DevOpsProject();
            request.setMetadata(new ObjectMetaBuilder()
                    .withName(fixture.namespace)
                    .withAnnotations(Map.of("devops.kubesphere.io/adopt", "true"))
                    .build());
            request.setStatus(new DevOpsProjectStatus(reserved, null));
            setLabel(fixture, reserved, fixture.namespace);
            try {
                DevOpsProject project =
                        fixture.awaitRunning().admin.resource(request).create();

                assertThat(fixture.await(project, found -> found.getStatus()
                                        .condition("Ready")
                                        .isPresent())
                                .getStatus()
                                .condition("Ready")
                                .orElseThrow())
                        .satisfies(ready -> assertThat(ready.reason()).isEqualTo("NamespaceConflict"))
                        .satisfies(ready -> assertThat(ready.message())
                                .isEqualTo("DevOpsProject " + fixture.namespace + ": namespace " + reserved
                                        + " is reserved for Kubernetes or for this operator, and no project gets it; set"
                                        + " another status.adminNamespace in DevOpsProject " + fixture.namespace
                                        + ", or create the project with another name"));
                fixture.admin.resource(project).delete();
                fixture.awaitGone(project);
                Namespace left = fixture.admin.namespaces().withName(reserved).get();
                assertThat(left.getMetadata().getDeletionTimestamp()).isNull();
                assertThat(left.getMetadata().getLabels()).doesNotContainKey("devops.kubesphere.io/managed");
            } finally {
                setLabel(fixture, reserved, null);
            }
        }
    }

    /** @param project null removes the label */
    private static void setLabel(OperatorFixture fixture, String namespace, String project) {
        fixture.admin.namespaces().withName(namespace).edit(found -> {
            if (project == null) {
                found.getMetadata().getLabels().remove(LABEL);
            } else {
                found.getMetadata().getLabels().put(LABEL, project);
            }
            return found;
        });
    }
}
