package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigFile;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Tests what the monitor shows to administrators if the operator does not work. Other tests check how the operator
 * finds the problems.
 */
@WithJenkins
class OperatorMonitorTest {
    private static final String TITLE = "Nothing is synchronized between Kubernetes and Jenkins";
    private static final String UNREACHABLE = "cannot reach https://10.0.0.1:6443/: Connection refused";

    private static final String MISSING = "the cluster has no pipelines.devops.kubesphere.io"
            + " (devops.kubesphere.io/v1alpha3); install it with kubectl apply -f crds/";

    private static final String MISSING_IN_CHINESE =
            "集群中没有 pipelines.devops.kubesphere.io" + "（devops.kubesphere.io/v1alpha3）；请使用 kubectl apply -f crds/ 安装";

    private static final String FORBIDDEN = "not allowed to patch pipelineruns.devops.kubesphere.io/status;"
            + " grant it to the service account of the plugin in a ClusterRole";

    private static final String HELD = "the Lease ci/kubesphere-devops is held by jenkins-0 since 2026-01-01T00:00:00Z;"
            + " this instance waits until it is released, or not renewed for 15 s";
    private volatile List<SessionStatus> status = List.of();
    private JenkinsRule jenkins;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void eachProblemIsShownWithItsSolution() throws Exception {
        replaceMonitor();
        for (String problem : List.of(UNREACHABLE, MISSING, FORBIDDEN)) {
            status = List.of(status(State.RETRYING, problem));
            assertThat(manage(jenkins.createWebClient())).contains(TITLE, problem);
        }
    }

    /** Nothing has to be fixed, so it must not read as a fault. */
    @Test
    void aStandbyIsNotAFault() throws Exception {
        replaceMonitor();
        status = List.of(status(State.WAITING, HELD));
        assertThat(manage(jenkins.createWebClient()))
                .contains("This controller is on standby", HELD)
                .doesNotContain(TITLE);
    }

    @Test
    void eachProblemIsShownOnce() throws Exception {
        replaceMonitor();
        status = List.of(status(State.RETRYING, MISSING, FORBIDDEN), session("others", State.DEGRADED, FORBIDDEN));
        assertThat(manage(jenkins.createWebClient())).containsOnlyOnce(MISSING).containsOnlyOnce(FORBIDDEN);
    }

    /** The problem may concern only kinds that the operator does not serve yet, such as Template. */
    @Test
    void problemsOfOtherKindsHaveAnotherTitle() throws Exception {
        replaceMonitor();
        status = List.of(session("others", State.RETRYING, MISSING), status(State.RUNNING));
        assertThat(manage(jenkins.createWebClient()))
                .contains(MISSING, "projects, pipelines and runs are synchronized")
                .doesNotContain(TITLE);
        try (ChineseLocale chinese = new ChineseLocale()) {
            assertThat(manage(jenkins.createWebClient())).contains("部分资源类型未被监听", MISSING_IN_CHINESE);
        }
    }

    @Test
    void theMonitorDisappearsWithTheProblem() throws Exception {
        replaceMonitor();
        status = List.of(status(State.RETRYING, MISSING));
        assertThat(manage(jenkins.createWebClient())).contains(TITLE);
        status = List.of(status(State.RUNNING));
        assertThat(manage(jenkins.createWebClient())).doesNotContain(TITLE);
    }

    @Test
    void theProblemIsShownInChinese() throws Exception {
        replaceMonitor();
        status = List.of(status(State.RETRYING, MISSING));
        try (ChineseLocale chinese = new ChineseLocale()) {
            assertThat(manage(jenkins.createWebClient()))
                    .contains("Kubernetes 与 Jenkins 之间没有同步", MISSING_IN_CHINESE)
                    .doesNotContain(MISSING);
        }
    }

    /** A problem may contain a response of the API server. */
    @Test
    void responsesOfServersAreEscaped() throws Exception {
        replaceMonitor();
        status = List.of(status(State.RETRYING, "<b>proxy</b> says no"));
        assertThat(manage(jenkins.createWebClient())).contains("<b>proxy</b> says no");
    }

    @Test
    void onlyAdministratorsSeeTheMonitor() throws Exception {
        Jenkins.MANAGE.setEnabled(true);
        try {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.ADMINISTER)
                    .everywhere()
                    .to("admin")
                    .grant(Jenkins.READ, Jenkins.MANAGE)
                    .everywhere()
                    .to("manager"));
            OperatorMonitor monitor = replaceMonitor();
            status = List.of(status(State.RETRYING, MISSING));
            assertThat(manage(jenkins.createWebClient().withBasicApiToken("admin")))
                    .contains(MISSING);
            JenkinsRule.WebClient manager = jenkins.createWebClient().withBasicApiToken("manager");
            assertThat(manage(manager)).doesNotContain(TITLE, MISSING);
            manager.assertFails(monitor.getUrl(), 403);
        } finally {
            Jenkins.MANAGE.setEnabled(false);
        }
    }

    @Test
    void theMonitorUsesTheStatusOfTheOperator(@TempDir Path folder) throws Exception {
        OperatorMonitor monitor = ExtensionList.lookupSingleton(OperatorMonitor.class);
        assertThat(monitor.isActivated()).isFalse();
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "c",
                 "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:%d"}}],
                 "users": [{"name": "c", "user": {"token": "t"}}],
                 "contexts": [{"name": "c", "context": {"cluster": "c", "user": "c"}}]}
                """.formatted(closed));
        DevOpsConfiguration.get().setCluster(new KubeconfigFile(kubeconfig.toString()));
        DevOpsConfiguration.get().setEnabled(true);
        await("the monitor is active").until(monitor::isActivated);
        assertThat(manage(jenkins.createWebClient()))
                .contains(TITLE, "cannot reach https://127.0.0.1:" + closed, "refused");
        DevOpsConfiguration.get().setEnabled(false);
        await("the monitor is not active").until(() -> !monitor.isActivated());
    }

    /** Replaces the monitor with one that uses the status of the test. */
    private OperatorMonitor replaceMonitor() {
        OperatorMonitor monitor = new OperatorMonitor(() -> status);
        ExtensionList<AdministrativeMonitor> monitors = AdministrativeMonitor.all();
        monitors.remove(monitors.get(OperatorMonitor.class));
        monitors.add(0, monitor);
        return monitor;
    }

    private static SessionStatus status(State state, String... problems) {
        return session(DevOpsOperator.CORE_SESSION_NAME, state, problems);
    }

    private static SessionStatus session(String name, State state, String... problems) {
        return new SessionStatus(
                name,
                state,
                Instant.EPOCH,
                Stream.of(problems).map(OperatorMonitorTest::problem).toList());
    }

    private static LocalizableProblem problem(String message) {
        return message.equals(MISSING)
                ? LocalizableProblem.of(
                        Preflight.class,
                        "missingKind",
                        "pipelines.devops.kubesphere.io",
                        "devops.kubesphere.io/v1alpha3")
                : LocalizableProblem.quote(message);
    }

    private static String manage(JenkinsRule.WebClient client) throws Exception {
        return client.goTo("manage").asNormalizedText();
    }
}
