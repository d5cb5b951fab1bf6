package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.InCluster;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigCredential;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Changes the configuration by form and by JCasC, and reads it from disk. */
@WithJenkins
class DevOpsConfigurationTest {
    private static final String DOCUMENT = """
            unclassified:
              kubesphereDevOps:
                enabled: false
                cluster:
                  kubeconfigCredential:
                    credentialsId: "cluster"
                credentialsFromSecrets: false
                importBuilds: false
                maxUnfinishedRuns: 70
                runStore: "annotations"
                runsToKeep: 30
                daysToKeepRuns: 90
                adoptableFolders:
                - "payments"
                statusOnSecrets: false
                namespaces:
                - "team-a"
                - "team-b"
                sweepMinutes: 7
                systemNamespace: "ci-system"
            """;

    @Test
    void outsideOfAClusterTheOperatorIsOffByDefault(JenkinsRule jenkins) {
        assertThat(DevOpsConfiguration.get().isEnabled()).isEqualTo(InCluster.isAvailable());
        assertThat(DevOpsConfiguration.get().getCluster()).isInstanceOf(InCluster.class);
        assertThat(DevOpsConfiguration.get().isCredentialsFromSecrets()).isTrue();
    }

    @Test
    void theFormKeepsAllValues(JenkinsRule jenkins) throws Exception {
        fill();
        jenkins.configRoundtrip();
        assertFilled(DevOpsConfiguration.get());
    }

    @Test
    void theFileKeepsAllValues(JenkinsRule jenkins) throws Exception {
        fill();
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(DevOpsConfiguration.class.getName() + ".xml");
        assertThat(Files.readString(file)).contains("<string>team-a</string>").doesNotContain("CollSer");
        DevOpsConfiguration.get().load();
        assertFilled(DevOpsConfiguration.get());
    }

    @Test
    void documentIsAppliedAndExported(JenkinsRule jenkins, @TempDir Path folder) throws Exception {
        Path document = Files.writeString(folder.resolve("jenkins.yaml"), DOCUMENT);
        ConfigurationAsCode.get().configure(document.toString());
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        assertThat(configuration.getCluster())
                .isInstanceOfSatisfying(
                        KubeconfigCredential.class,
                        credential -> assertThat(credential.getCredentialsId()).isEqualTo("cluster"));
        assertThat(configuration.getNamespaces()).containsExactly("team-a", "team-b");

        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        String ours = DOCUMENT.substring(DOCUMENT.indexOf("  kubesphereDevOps"));
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains(ours.lines().filter(line -> !line.contains("enabled")).toList())
                .doesNotContain("namespacesText");
    }

    @Test
    void invalidValuesAreRefused(JenkinsRule jenkins) {
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        assertThatThrownBy(() -> configuration.setNamespaces(List.of("Team A")))
                .hasMessageContaining("\"Team A\" is not a valid name of a namespace");
        assertThatThrownBy(() -> configuration.setSystemNamespace("../x"))
                .hasMessageContaining("is not a valid name of a namespace");
        assertThatThrownBy(() -> configuration.setSweepMinutes(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> configuration.setRunsToKeep(0)).hasMessageContaining("or -1 for no limit");
        assertThatThrownBy(() -> configuration.setDaysToKeepRuns(-2)).hasMessageContaining("or -1 for no limit");
        assertThat(configuration.doCheckDaysToKeepRuns("-1").kind).isEqualTo(FormValidation.Kind.OK);
        assertThatThrownBy(() -> configuration.setMaxUnfinishedRuns(0)).hasMessageContaining("at least 1");
        assertThat(configuration.doCheckMaxUnfinishedRuns("0").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckMaxUnfinishedRuns("1").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckNamespacesText("a\nB").kind).isEqualTo(FormValidation.Kind.ERROR);
        for (String minutes : List.of("-1", "0", "", "x", "1.5", "9999999999")) {
            assertThat(configuration.doCheckSweepMinutes(minutes).kind)
                    .as(minutes)
                    .isEqualTo(FormValidation.Kind.ERROR);
        }
        assertThat(configuration.doCheckSweepMinutes("5").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void errorsAreInTheLanguageOfTheUser(JenkinsRule jenkins) {
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        KubeconfigFile.DescriptorImpl file = jenkins.jenkins.getDescriptorByType(KubeconfigFile.DescriptorImpl.class);
        KubeconfigCredential.DescriptorImpl credential =
                jenkins.jenkins.getDescriptorByType(KubeconfigCredential.DescriptorImpl.class);
        InCluster.DescriptorImpl inCluster = jenkins.jenkins.getDescriptorByType(InCluster.DescriptorImpl.class);
        try (ChineseLocale chinese = new ChineseLocale()) {
            assertThat(configuration.doCheckNamespacesText("Team A").getMessage())
                    .contains("不是有效的命名空间名称");
            assertThat(configuration.doCheckSystemNamespace("../x").getMessage())
                    .contains("不是有效的命名空间名称");
            assertThat(configuration.doCheckSweepMinutes("0").getMessage()).contains("且至少为 1");
            assertThat(configuration.doCheckMaxUnfinishedRuns("0").getMessage()).contains("maxUnfinishedRuns 的值为 0");
            assertThat(file.doCheckPath("relative.conf").getMessage()).contains("relative.conf", "请填写其绝对路径");
            assertThat(file.doTestConnection("relative.conf", "", true, true, "", "")
                            .getMessage())
                    .contains("relative.conf", "请填写其绝对路径");
            assertThat(credential.doCheckCredentialsId("nobody").getMessage()).contains("nobody", "请创建");
            assertThat(inCluster.doTestConnection("", true, true, "", "").getMessage())
                    .contains("请挂载服务账户");
        }
    }

    @Test
    void unreachableClusterIsNamed(JenkinsRule jenkins) {
        KubeconfigFile.DescriptorImpl file = jenkins.jenkins.getDescriptorByType(KubeconfigFile.DescriptorImpl.class);
        assertThat(file.doTestConnection("relative.conf", "", true, true, "", "")
                        .getMessage())
                .contains("relative.conf", "absolute path");
        KubeconfigCredential.DescriptorImpl credential =
                jenkins.jenkins.getDescriptorByType(KubeconfigCredential.DescriptorImpl.class);
        assertThat(credential.doTestConnection("nobody", "", true, true, "", "").getMessage())
                .contains("nobody", "create it");
        assertThat(jenkins.jenkins
                        .getDescriptorByType(InCluster.DescriptorImpl.class)
                        .doTestConnection("", true, true, "", "")
                        .getMessage())
                .contains("mount the token of a service account");
        assertThat(Jenkins.get().hasPermission(Jenkins.ADMINISTER)).isTrue();
    }

    private static void fill() {
        DevOpsConfiguration configuration = DevOpsConfiguration.get();
        configuration.setEnabled(false);
        configuration.setCredentialsFromSecrets(false);
        configuration.setCluster(new KubeconfigFile("/etc/kubernetes/admin.conf"));
        configuration.setNamespaces(List.of("team-a", "team-b"));
        configuration.setAdoptableFolders(List.of("payments"));
        configuration.setSystemNamespace("ci-system");
        configuration.setSweepMinutes(7);
        configuration.setMaxUnfinishedRuns(70);
        configuration.setRunStore("annotations");
        configuration.setImportBuilds(false);
        configuration.setRunsToKeep(30);
        configuration.setDaysToKeepRuns(90);
    }

    private static void assertFilled(DevOpsConfiguration configuration) {
        assertThat(configuration.isEnabled()).isFalse();
        assertThat(configuration.isCredentialsFromSecrets()).isFalse();
        assertThat(configuration.getCluster())
                .isInstanceOfSatisfying(KubeconfigFile.class, file -> assertThat(file.getPath())
                        .isEqualTo("/etc/kubernetes/admin.conf"));
        assertThat(configuration.getNamespaces()).containsExactly("team-a", "team-b");
        assertThat(configuration.getAdoptableFolders()).containsExactly("payments");
        assertThat(configuration.getSystemNamespace()).isEqualTo("ci-system");
        assertThat(configuration.getSweepMinutes()).isEqualTo(7);
        assertThat(configuration.getMaxUnfinishedRuns()).isEqualTo(70);
        assertThat(configuration.getRunStore()).isEqualTo("annotations");
        assertThat(configuration.isImportBuilds()).isFalse();
        assertThat(configuration.getRunsToKeep()).isEqualTo(30);
        assertThat(configuration.getDaysToKeepRuns()).isEqualTo(90);
    }
}
