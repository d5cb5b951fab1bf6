package io.jenkins.plugins.kubesphere.devops.kapis.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the REST API on a cluster with one project, without an operator and without Jenkins. */
@WithCluster
public abstract class KapisProjectTestCase {
    protected KapisTestServer server;
    protected KapisClient kapis;
    protected KubernetesClient client;
    protected String namespace;
    /** Path of the project, without a slash at the end. */
    protected String project;

    /** The settings of the REST API. */
    protected KapisSettings settings() {
        return KapisSettings.ofKubernetes("host", Set.of(), "kube-system");
    }

    /** The times of the REST API. */
    protected KapisTimings timings() {
        return KapisTimings.DEFAULT;
    }

    /** The engine with the builds; without any, if a test needs none. */
    protected Engine engine() {
        return new EmptyEngine();
    }

    @BeforeEach
    void createProject(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace)
            throws Exception {
        client = admin;
        namespace = testNamespace.name();
        project = "/namespaces/" + namespace;
        server = KapisTestServer.start(cluster, cluster.createConfig(), engine(), settings(), timings());
        kapis = server.client();
        DevOpsProject created = new DevOpsProject();
        created.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(created).create();
        await("the project").until(() -> kapis.get(project + "/pipelines").status() == 200);
    }

    @AfterEach
    void deleteProject() throws Exception {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
    }
}
