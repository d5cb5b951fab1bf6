package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScanRoutesIT extends KapisProjectTestCase {
    private static final List<String> LOG =
            List.of("Started\n", "Checking branch feat/\u00e9\n", "Finished: SUCCESS\n");

    private String v1alpha2;

    /** The right to scan counts, not a right to change the Pipeline that the API server would ask for. */
    @Override
    protected KapisSettings settings() {
        return KapisSettings.ofKubernetes("host", Set.of(), "kube-system").withWrites(WriteIdentity.CALLER);
    }

    /** Has the log of the pipeline "branches" in parts, and no other job. */
    @Override
    protected Engine engine() {
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public BranchScanLogReader branchScanLogs() {
                return (job, part) -> job.job().equals("branches")
                        ? Optional.of(new LogChunk(LOG.get((int) part), part + 1, part < LOG.size() - 1))
                        : Optional.empty();
            }
        };
    }

    @BeforeEach
    void createPipelines() {
        v1alpha2 = "/kapis/devops.kubesphere.io/v1alpha2" + project + "/pipelines/";
        for (String name : List.of("branches", "new")) {
            create("""
                    {"metadata": {"name": "%1$s"}, "spec": {"type": "multi-branch-pipeline", "multi_branch_pipeline":
                     {"name": "%1$s", "source_type": "git", "script_path": "Jenkinsfile", "git_source": {"url": "https://git.example.com/a.git"}}}}""".formatted(name));
        }
        create("""
                {"metadata": {"name": "plain"}, "spec": {"type": "pipeline", "pipeline": {"name": "plain", "jenkinsfile": "echo 1"}}}""");
        for (String name : List.of("branches", "new", "plain")) {
            await(name).until(() -> kapis.get(project + "/pipelines/" + name).status() == 200);
        }
    }

    private void create(String pipeline) {
        Answer created = kapis.send("POST", project + "/pipelines", pipeline);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
    }

    @Test
    void eachRequestAsksForAScanOfItsOwn() {
        Answer first = kapis.send("POST", v1alpha2 + "branches/scan", null);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"message\":\"success\"}");
        String request = requestToScan("branches").orElseThrow();
        assertThat(kapis.send("POST", v1alpha2 + "branches/scan?delay=0", "{}").status())
                .isEqualTo(200);
        assertThat(requestToScan("branches")).isPresent().get().isNotEqualTo(request);
    }

    private Optional<String> requestToScan(String pipeline) {
        return MetadataReader.annotation(
                client.resources(Pipeline.class)
                        .inNamespace(namespace)
                        .withName(pipeline)
                        .get(),
                PipelineAnnotations.REQUEST_TO_SCAN);
    }

    @Test
    void whoMayOnlyScanMayScan() {
        ProjectMember scanner = ProjectMember.create(
                client,
                namespace,
                "scanner",
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines/scan")
                        .withVerbs("create")
                        .build()));
        ProjectMember nobody = ProjectMember.create(client, namespace, "nobody", List.of());

        Answer refused = kapis.send(nobody.token(), "POST", v1alpha2 + "branches/scan", null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(requestToScan("branches")).isEmpty();
        assertThat(kapis.send(nobody.token(), "GET", v1alpha2 + "branches/consolelog", null)
                        .status())
                .isEqualTo(403);
        Answer allowed = kapis.send(scanner.token(), "POST", v1alpha2 + "branches/scan", null);
        assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
        assertThat(requestToScan("branches")).isPresent();
    }

    @Test
    void theLogIsSentToItsEnd() {
        Answer log = kapis.get(v1alpha2 + "branches/consolelog");

        assertThat(log.status()).isEqualTo(200);
        assertThat(log.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(log.body()).isEqualTo(String.join("", LOG));
    }

    @Test
    void whatCannotBeScannedIsToldSo() {
        Map<String, String> expected = Map.of(
                "plain/scan",
                "400 pipeline \"plain\" has no branches, so there is nothing to scan; only a multi-branch pipeline is scanned",
                "plain/consolelog",
                "400 pipeline \"plain\" has no branches, so there is nothing to scan; only a multi-branch pipeline is scanned",
                "new/consolelog",
                "404 pipeline \"new\" has no job in this Jenkins: it is not created yet, or another Jenkins has it",
                "none/scan",
                "404 pipelines.devops.kubesphere.io \"none\" not found");
        expected.forEach((path, text) -> {
            Answer answer = kapis.send(path.endsWith("/scan") ? "POST" : "GET", v1alpha2 + path, null);
            assertThat(answer.status() + " " + answer.body().strip()).as(path).isEqualTo(text);
        });
    }
}
