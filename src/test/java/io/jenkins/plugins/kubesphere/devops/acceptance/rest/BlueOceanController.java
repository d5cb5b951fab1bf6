package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.util.List;

/** A real controller with Blue Ocean, which answers for the same builds as the REST API. */
record BlueOceanController(ControllerTarget target, AcceptanceTestProject scenario, KapisClient kapis)
        implements AutoCloseable {
    private static final List<String> PLUGINS = List.of("blueocean-rest-impl", "blueocean-pipeline-api-impl");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Starts it; skips the test if there is no real Jenkins, or no Blue Ocean. */
    static BlueOceanController start() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(PLUGINS);
        ControllerTarget target = ControllerTarget.install(files, PLUGINS);
        AcceptanceTestProject scenario = AcceptanceTestProject.start(target);
        KapisClient kapis = new KapisClient(target.restApi(), KapisClient.tokenOf(target.administrator()));
        await("the objects of the cluster")
                .until(() -> kapis.get("/namespaces/" + scenario.namespace + "/pipelines")
                                .status()
                        == 200);
        return new BlueOceanController(target, scenario, kapis);
    }

    /** Our answer. */
    Answer answer(String pipeline, String path) {
        return kapis.get("/kapis/devops.kubesphere.io/v1alpha2/namespaces/" + scenario.namespace + "/pipelines/"
                + pipeline + "/" + path);
    }

    /** Our answer as JSON; an empty object if it is a failure. */
    JsonNode ours(String pipeline, String path) {
        Answer answer = answer(pipeline, path);
        return answer.status() == 200 ? answer.json() : JSON.createObjectNode();
    }

    /** The answer of Blue Ocean. */
    JsonNode blueOcean(String pipeline, String path) {
        try {
            return JSON.readTree(text(pipeline, path));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer of Blue Ocean as text. */
    String text(String pipeline, String path) {
        return target.controller()
                .http()
                .getText("blue/rest/organizations/jenkins/pipelines/" + scenario.namespace + "/pipelines/" + pipeline
                        + "/" + path);
    }

    @Override
    public void close() {
        scenario.close();
    }
}
