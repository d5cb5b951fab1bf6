package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A script with curl and jq does what the documents of a user show. Needs a real controller. */
class UserScriptIT extends RepositoryTestCase {
    private static final String WITH_PARAMETERS = """
            pipeline {
              agent any
              parameters {
                string(name: 'PERSON', defaultValue: 'nobody', description: 'who')
                choice(name: 'CHOICE', choices: ['One', 'Two'], description: 'which')
                password(name: 'PASSWORD', defaultValue: 'not-shown', description: 'secret')
              }
              stages {
                stage('Hello') {
                  steps {
                    echo "hello ${params.PERSON} ${params.CHOICE}"
                    writeFile file: 'service', text: 'built'
                    archiveArtifacts artifacts: 'service', followSymlinks: false
                  }
                }
                stage('Approve') { steps { input message: 'Go on?' } }
              }
            }
            """;

    /** The API server names the project that the script creates. */
    @Override
    @BeforeEach
    public void start(AcceptanceTargetFactory targets) {
        scenario = AcceptanceTestProject.startForAllNamespaces(target(targets));
    }

    @Test
    void theFirstHourOfAUserWorks() throws Exception {
        git.commit("main", "echo.Jenkinsfile", WITH_PARAMETERS);
        git.commit("feat/x", "echo.Jenkinsfile", WITH_PARAMETERS);
        KapisClient kapis =
                new KapisClient(scenario.target.restApi(), KapisClient.tokenOf(scenario.target.administrator()));
        await("the objects of the cluster")
                .until(() -> kapis.get("/namespaces/" + scenario.namespace + "/pipelines")
                                .status()
                        == 200);
        Path output = state.resolve("script.txt");
        ProcessBuilder command = new ProcessBuilder(
                "sh",
                RepositoryRoot.root()
                        .resolve("src/test/resources/user-script.sh")
                        .toString());
        command.environment().put("KUBESPHERE_API", kapis.address().toString());
        command.environment().put("API_TOKEN", kapis.administrator());
        command.environment().put("CLUSTER", "host");
        command.environment().put("WORKSPACE", "acme");
        command.environment().put("GIT_URL", git.url());
        command.environment().put("GIT_REPOSITORY", git.folder().toString());
        Process script = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(3, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(output)).isEqualTo("""
                project: first-hour in acme
                credential: ["git-token","","none"]
                regular: successful
                run 1 of regular: Succeeded
                stage: Hello FINISHED SUCCESS
                branch: feat%2Fx
                branch: main
                scan: 3 branches, Finished: SUCCESS
                parameter: CHOICE (ChoiceParameterDefinition) [One]
                parameter: PASSWORD (PasswordParameterDefinition) [none]
                parameter: PERSON (StringParameterDefinition) [nobody]
                stage: Hello FINISHED
                stage: Approve PAUSED asks: Go on?
                the run is PAUSED
                runs of branches in the list: at least one: true
                approved: Succeeded
                log: hello stone Two
                log: Finished: SUCCESS
                artifact: service 5 bytes
                downloaded: built
                rejected: Cancelled
                stopped: ABORTED
                project deleted: success
                """);
    }
}
