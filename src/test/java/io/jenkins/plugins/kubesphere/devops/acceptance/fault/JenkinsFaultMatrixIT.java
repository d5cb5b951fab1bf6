package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Path;

/** The fault matrix on a real controller. Needs {@code -Djenkins.war} and {@code -Djenkins.plugins}. */
class JenkinsFaultMatrixIT extends FaultMatrixTestCase {
    @Override
    FaultTarget createTarget(
            Config server, KubernetesClient client, Path folder, String namespace, TestNamespace system)
            throws IOException {
        return new JenkinsFaultTarget(JenkinsDistribution.assumeGiven(), server, folder, namespace, system);
    }
}
