package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the steps of docs/install.md on a cluster without our objects. Steps that wait for a pod are omitted, because
 * pods do not run here.
 */
class InstallIT {
    private static final DocumentedCommandReader INSTALL = new DocumentedCommandReader("install.md");
    private static final String SYSTEM = " -n kubesphere-devops-system ";

    @TempDir
    Path folder;

    private ControlPlane cluster;
    private DocumentedCommandRunner shell;

    @BeforeEach
    void startCluster() throws IOException {
        Path parent = Files.createDirectories(RepositoryRoot.root().resolve("target/control-plane"));
        cluster = ControlPlane.inFolder(Files.createTempDirectory(parent, "")).start();
        shell = DocumentedCommandRunner.create(folder, cluster.kubeconfig());
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void theStepsWithKubectlWork() {
        List<String> commands = INSTALL.commands("With kubectl alone");
        shell.runSuccessfully(commands.get(0));
        shell.runSuccessfully(commands.get(1));
        String password = shell.runSuccessfully(commands.get(2)).strip();

        assertThat(password).hasSize(32);
        assertThat(shell.runSuccessfully("kubectl get statefulset kubesphere-devops" + SYSTEM
                        + "-o jsonpath='{.spec.template.spec.containers[0].image}"
                        + " {.spec.template.spec.volumes[?(@.name==\"admin\")].projected.sources[0].secret.name}'"))
                .isEqualTo("registry.example.com/team/jenkins:1.0 kubesphere-devops-admin");

        shell.runSuccessfully(INSTALL.commands("Uninstalling").get(2));
        assertThat(shell.runSuccessfully("kubectl get all,roles,serviceaccounts,pvc" + SYSTEM
                        + "-l app.kubernetes.io/name=kubesphere-devops -o name"))
                .isEmpty();
    }

    @Test
    void theStepsWithHelmForAnExistingJenkinsWork() {
        shell.runSuccessfully("kubectl create namespace ci");
        shell.runSuccessfully(
                INSTALL.commands("Into a Jenkins that is there already").get(0));
        assertThat(shell.runSuccessfully("kubectl auth can-i watch pipelineruns.devops.kubesphere.io -A"
                        + " --as system:serviceaccount:ci:jenkins"))
                .isEqualTo("yes\n");
        assertThat(shell.runSuccessfully(
                        "kubectl get statefulsets,services,configmaps -n ci -o name | grep -v kube-root-ca || true"))
                .isEmpty();
        shell.runSuccessfully("helm uninstall kubesphere-devops -n ci --no-hooks");

        shell.runSuccessfully(INSTALL.commands("With Helm").get(0));
        String secret = "kubectl get secret kubesphere-devops" + SYSTEM + "-o jsonpath='{.data}'";
        String before = shell.runSuccessfully(secret);
        shell.runSuccessfully(INSTALL.commands("Upgrading").get(0));

        assertThat(shell.runSuccessfully(secret))
                .as("an upgrade keeps the password")
                .isEqualTo(before);
        assertThat(shell.runSuccessfully("helm status kubesphere-devops" + SYSTEM))
                .contains("REVISION: 2");
        shell.runSuccessfully("helm uninstall kubesphere-devops --no-hooks" + SYSTEM);
        // Uninstalls without the Job, which UninstallIT tests.
        shell.runSuccessfully(INSTALL.commands("Uninstalling").get(1));
    }
}
