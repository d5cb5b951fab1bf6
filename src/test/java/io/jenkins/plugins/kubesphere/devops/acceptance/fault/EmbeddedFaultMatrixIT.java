package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;

/** The fault matrix on the embedded engine. */
class EmbeddedFaultMatrixIT extends FaultMatrixTestCase {
    @Override
    FaultTarget createTarget(
            Config server, KubernetesClient client, Path folder, String namespace, TestNamespace system)
            throws IOException {
        return new EmbeddedFaultTarget(server, client, folder, namespace, system);
    }
}
