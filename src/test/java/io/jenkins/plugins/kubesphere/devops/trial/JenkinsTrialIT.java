package io.jenkins.plugins.kubesphere.devops.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the trial with a real Jenkins, as a user does. Needs {@code -Djenkins.war} and {@code -Djenkins.plugins}. */
class JenkinsTrialIT {
    /** A home with a login, no executor, and folders outside of the home that the copy must not use. */
    private static final String CONFIG = """
            <?xml version='1.1' encoding='UTF-8'?>
            <hudson>
              <numExecutors>0</numExecutors>
              <useSecurity>true</useSecurity>
              <authorizationStrategy class="hudson.security.FullControlOnceLoggedInAuthorizationStrategy">
                <denyAnonymousReadAccess>true</denyAnonymousReadAccess>
              </authorizationStrategy>
              <securityRealm class="hudson.security.HudsonPrivateSecurityRealm">
                <disableSignup>true</disableSignup>
              </securityRealm>
              <workspaceDir>%1$s/ws/${ITEM_FULL_NAME}</workspaceDir>
              <buildsDir>%1$s/builds/${ITEM_FULL_NAME}</buildsDir>
            </hudson>
            """;

    private static final String JOB = """
            <?xml version='1.1' encoding='UTF-8'?>
            <flow-definition>
              <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">
                <script>echo 'deployed'</script>
                <sandbox>true</sandbox>
              </definition>
            </flow-definition>
            """;

    /** A script that runs after the script of the trial, which disables the jobs of a copied home. */
    private static final String SCHEDULED_JOBS = """
            import hudson.model.CauseAction
            import hudson.triggers.TimerTrigger
            import jenkins.model.Jenkins
            def job = Jenkins.get().getItemByFullName('deploy')
            println 'trial: by the clock: ' + job.scheduleBuild2(0, new CauseAction(new TimerTrigger.TimerTriggerCause()))
            """;

    /** Configuration of our plugin in a home that serves another cluster. */
    private static final String CASC = """
            jenkins:
              systemMessage: "from the home"
            unclassified:
              kubesphereDevOps:
                enabled: true
                cluster:
                  kubeconfigFile: {path: "/nowhere"}
                systemNamespace: other
            """;

    @TempDir
    Path folder;

    private JenkinsDistribution files;

    @BeforeEach
    void requireJenkins() {
        files = JenkinsDistribution.assumeGiven();
    }

    @Test
    void theTrialRunsInANewJenkins() throws Exception {
        String output = run("--plugins", files.plugins().toString());

        assertThat(output)
                .contains("KubeSphere DevOps 1.0", "Jenkins is up: http://127.0.0.1:", ", user admin, password ")
                .contains("project demo     ready: ", "pipeline hello   ready: ")
                .contains("  log hello-1    | hello, KubeSphere (3)", "  log hello-1    | Finished: SUCCESS")
                .contains("run hello-1      Succeeded, build 1");
        assertOnlyTheLogRemains();
    }

    @Test
    void theTrialUsesACopyOfTheHomeAndDoesNotChangeTheHome() throws Exception {
        Path home = createHome();
        SortedMap<String, String> before = snapshot(home);

        String output = run("--home", home.toString());

        assertThat(output)
                .contains(
                        " of " + home + ", which is not changed", "not copied: builds, ", ", with the users of " + home)
                .contains("so the built-in node of the copy runs the builds, with 2 executors")
                .contains("by the clock: null")
                .contains("run hello-1      Succeeded, build 1");
        assertThat(snapshot(home)).isEqualTo(before);
        assertThat(folder.resolve("outside")).doesNotExist();
        assertOnlyTheLogRemains();
    }

    private Path createHome() throws IOException {
        Path home = Files.createDirectory(folder.toRealPath().resolve("home"));
        files.install(home);
        write(home.resolve("config.xml"), CONFIG.formatted(folder.resolve("outside")));
        write(home.resolve("jenkins.yaml"), CASC);
        write(home.resolve("jobs/deploy/config.xml"), JOB);
        write(home.resolve("jobs/deploy/builds/1/log"), "deployed");
        write(home.resolve("init.groovy.d/zzzzz-later.groovy"), SCHEDULED_JOBS);
        Files.setPosixFilePermissions(
                write(home.resolve("secret.key"), "0123456789abcdef"), PosixFilePermissions.fromString("rw-------"));
        return home;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Permissions, modification time and content of all files in a folder. */
    private static SortedMap<String, String> snapshot(Path home) throws IOException {
        SortedMap<String, String> snapshot = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                int content = Files.isRegularFile(file) ? Arrays.hashCode(Files.readAllBytes(file)) : 0;
                snapshot.put(
                        home.relativize(file).toString(),
                        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS) + " "
                                + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS) + " " + content);
            }
        }
        return snapshot;
    }

    private void assertOnlyTheLogRemains() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("work/trial"))) {
            assertThat(left).extracting(file -> file.getFileName().toString()).containsExactly("jenkins.log");
        }
    }

    /** Returns what the trial prints until it ends by itself. */
    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "--jenkins", "--exit", "--war", files.war().toAbsolutePath().toString()));
        all.addAll(List.of(arguments));
        try (TrialProcess trial = TrialProcess.start(folder, all)) {
            int code = trial.await();
            assertThat(code).as(trial.output()).isZero();
            return trial.output();
        }
    }
}
