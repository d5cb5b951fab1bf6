package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.LogRecorder;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A test of webhooks, on a cluster with one project. */
abstract class WebhookTestCase extends KapisProjectTestCase {
    static final Answer OK = new Answer(200, "ok");
    static final String URL = "scm.devops.kubesphere.io";
    static final String REF = "scm.devops.kubesphere.io/ref";
    static final String SECRET = "scm.devops.kubesphere.io/webhook-secret";
    static final String SCAN = "pipeline.devops.kubesphere.io/request-to-scan";
    static final String SCM = "/webhooks/scm";
    static final String SECRET_TEXT = "credential.devops.kubesphere.io/secret-text";

    KubernetesCluster cluster;
    /** Each test has a repository of its own: the cluster may have pipelines of other tests. */
    String repository;

    /** A push to the repository, as GitHub sends it. */
    String push;

    WebhookSender webhook;

    @Override
    protected KapisSettings settings() {
        return settings(Set.of(), WebhookSettings.DEFAULT);
    }

    private KapisSettings settings(Set<String> namespaces, WebhookSettings settings) {
        return KapisSettings.ofKubernetes("host", namespaces, namespace).withWebhooks(settings);
    }

    @BeforeEach
    void prepare(KubernetesCluster testCluster) {
        cluster = testCluster;
        repository = "https://github.com/" + namespace + "/web";
        push = Payloads.GITHUB.replace("acme/web", namespace + "/web");
        webhook = new WebhookSender(kapis.address());
    }

    /** Starts the REST API again, which does not remember the deliveries to the one before. */
    void restart(Set<String> namespaces, WebhookSettings settings) {
        server.close();
        server = KapisTestServer.start(cluster, cluster.createConfig(), settings(namespaces, settings));
        kapis = server.client();
        webhook = new WebhookSender(kapis.address());
    }

    /** Creates a pipeline that only pushes with a signature start. The key is in the Secret "hooks". */
    void signed(String name, String url) {
        pipeline(name, Map.of(URL, url, SECRET, "hooks"));
    }

    void pipeline(String name, Map<String, String> annotations) {
        Pipeline pipeline = Serialization.unmarshal("""
                spec:
                  type: pipeline
                  pipeline: {name: web, jenkinsfile: echo 1, remote_trigger: {token: hunter2}}
                """, Pipeline.class);
        create(name, pipeline, annotations);
    }

    void multiBranch(String name, String source) {
        Pipeline pipeline = Serialization.unmarshal("""
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline: {name: web, script_path: Jenkinsfile, SOURCE}
                """.replace("SOURCE", source), Pipeline.class);
        create(name, pipeline, Map.of());
    }

    private void create(String name, Pipeline pipeline, Map<String, String> annotations) {
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withAnnotations(new HashMap<>(annotations))
                .build());
        client.resource(pipeline).create();
        await("the pipeline")
                .until(() -> kapis.get(project + "/pipelines/" + name).status() == 200);
    }

    void secret(String name, String type, String text) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withType(type)
                        .withStringData(Map.of("secret", text))
                        .build())
                .create();
    }

    List<PipelineRun> runs() {
        return client.resources(PipelineRun.class).inNamespace(namespace).list().getItems();
    }

    PipelineRun onlyRun() {
        assertThat(runs()).hasSize(1);
        return runs().get(0);
    }

    String scanOf(String pipeline) {
        return Stream.ofNullable(client.resources(Pipeline.class)
                        .inNamespace(namespace)
                        .withName(pipeline)
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .findFirst()
                .map(annotations -> annotations.get(SCAN))
                .orElse(null);
    }

    /** The lines that the audit log gets while the action runs. */
    static List<String> recordAudit(Runnable action) {
        LogRecorder log = LogRecorder.start("io.jenkins.plugins.kubesphere.devops.audit", Level.INFO);
        try (log) {
            action.run();
        }
        return log.records().stream().map(LogRecord::getMessage).toList();
    }
}
