package io.jenkins.plugins.kubesphere.devops.kapis.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildRoutesIT extends BuildTestCase {
    @Test
    void aBuildHasTheJsonOfBlueOcean() {
        String run = createRun("web", 7, Map.of(RunAnnotations.STATUS, WEB_STATUS));

        Answer answer = kapis.get(web + "/runs/7/");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().toPrettyString()).isEqualTo(json("""
                {"_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineRunImpl",
                 "_links": {"self": LINK(/), "nodes": LINK(/nodes/), "log": LINK(/log/), "artifacts": LINK(/artifacts/)},
                 "causes": [{"shortDescription": "Started by run web-x"}], "durationInMillis": 3000,
                 "enQueueTime": "2026-11-21T08:00:00.000+0000", "endTime": "2026-11-21T08:00:04.000+0000",
                 "estimatedDurationInMillis": 3000, "id": "7", "organization": "jenkins", "pipeline": "web",
                 "pipelineRun": "%s", "replayable": true, "result": "SUCCESS", "runSummary": "stable",
                 "startTime": "2026-11-21T08:00:01.000+0000", "state": "FINISHED", "type": "WorkflowRun"}""".formatted(run)));
        assertThat(kapis.get(web + "/runs/7", Map.of("If-None-Match", answer.header("ETag")))
                        .status())
                .isEqualTo(304);
    }

    private String json(String text) {
        try {
            return new ObjectMapper()
                    .readTree(text.replaceAll(
                            "LINK\\(([^)]*)\\)",
                            "{\"_class\": \"io.jenkins.blueocean.rest.hal.Link\", \"href\": \"" + web + "/runs/7$1\"}"))
                    .toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Test
    void aBuildOfWhichNothingIsStoredIsAsItsRun() {
        createRun("web", 3, Map.of());
        createRun("web", 4, Map.of(RunAnnotations.STATUS, "[not JSON"));
        createRun("web", 5, Map.of(RunAnnotations.STATUS, "{\"causes\": \"wrong\"}"));

        for (String number : List.of("3", "4", "5")) {
            JsonNode build = kapis.get(web + "/runs/" + number).json();
            assertThat(build.path("id").asText()).isEqualTo(number);
            assertThat(build.path("state").asText()).isEqualTo("RUNNING");
            assertThat(build.path("result").asText()).isEqualTo("UNKNOWN");
            assertThat(build.path("pipeline").asText()).isEqualTo("web");
        }
    }

    @Test
    void buildsAreListedNewestFirstAndInPages() {
        for (int number = 1; number <= 3; number++) {
            createRun("web", number, Map.of());
        }
        kapis.send("POST", project + "/pipelines/web/pipelineruns", null);

        assertThat(ids(kapis.get(web + "/runs"))).isEqualTo("3,2,1 of 3");
        assertThat(ids(kapis.get(web + "/runs/?start=0&limit=2"))).isEqualTo("3,2 of 3");
        assertThat(ids(kapis.get(web + "/runs/?start=2&limit=2"))).isEqualTo("1 of 3");
        assertThat(ids(kapis.get(web + "/runs?start=99999999999&limit=99999999999")))
                .isEqualTo(" of 3");
        assertThat(kapis.get(web + "/runs?start=-1").status()).isEqualTo(400);
    }

    private static String ids(Answer list) {
        return String.join(",", list.json().path("items").findValuesAsText("id")) + " of "
                + list.json().path("totalItems").asText();
    }

    @Test
    void eachBranchCountsItsBuilds() {
        createRun("branches?branch=main", 1, Map.of());
        createRun("branches?branch=feat%2Fx", 1, Map.of());
        createRun("branches?branch=feat%2Fx", 2, Map.of());

        assertThat(kapis.get(branches + "/branches/main/runs/1")
                        .json()
                        .path("pipeline")
                        .asText())
                .isEqualTo("main");
        for (String branch : List.of("feat%2Fx", "feat%252Fx")) {
            assertThat(kapis.get(branches + "/branches/" + branch + "/runs/2/").status())
                    .as(branch)
                    .isEqualTo(200);
            assertThat(ids(kapis.get(branches + "/runs?branch=" + branch))).isEqualTo("2,1 of 2");
        }
        assertThat(kapis.get(branches + "/branches/main/runs/2").status()).isEqualTo(404);
        assertThat(kapis.get(branches + "/runs/1").status() + " "
                        + kapis.get(branches + "/runs/1").body())
                .isEqualTo("400 pipeline \"branches\" has branches, and each counts its own runs; use the path"
                        + " …/pipelines/branches/branches/BRANCH/runs\n");
        assertThat(kapis.get(web + "/branches/main/runs/1").body())
                .isEqualTo("pipeline \"web\" has no branches; use the path …/pipelines/web/runs\n");
    }

    @Test
    void stagesAndStepsHaveTheJsonOfBlueOcean() {
        createRun("web", 7, Map.of(RunAnnotations.STAGES, WEB_STAGES));

        JsonNode nodes = kapis.get(web + "/runs/7/nodes/?limit=10000").json();
        assertThat(nodes.get(0).toPrettyString()).isEqualTo(json("""
                {"_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineNodeImpl",
                 "_links": {"self": LINK(/nodes/6/), "steps": LINK(/nodes/6/steps/), "log": LINK(/nodes/6/log/)},
                 "displayName": "Build", "durationInMillis": 980, "edges": [{"id": "12", "type": "STAGE"}], "id": "6",
                 "restartable": true, "result": "SUCCESS", "startTime": "2026-11-21T08:00:01.000+0000",
                 "state": "FINISHED", "type": "STAGE"}"""));
        JsonNode steps = kapis.get(web + "/runs/7/nodes/12/steps/").json();
        assertThat(steps.get(0).toPrettyString()).isEqualTo(json("""
                {"_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineStepImpl",
                 "_links": {"self": LINK(/nodes/12/steps/14/), "log": LINK(/nodes/12/steps/14/log/)},
                 "approvable": true, "aprovable": true, "displayName": "Wait for interactive input",
                 "durationInMillis": 10, "id": "14",
                 "input": {"id": "go", "message": "Go on?", "ok": "Proceed"},
                 "result": "UNKNOWN", "startTime": "2026-11-21T08:00:03.000+0000", "state": "PAUSED", "type": "STEP"}"""));
        JsonNode detail = kapis.get(web + "/runs/7/nodesdetail").json();
        assertThat(detail.findValuesAsText("aprovable")).containsExactly("false", "true");
        assertThat(detail.at("/1/steps/0")).isEqualTo(steps.get(0));
        assertThat(kapis.get(web + "/runs/7/nodes?limit=1").json()).hasSize(1);
        assertThat(kapis.get(web + "/runs/7/nodes/99/steps").body())
                .isEqualTo("the run has no stage with the id \"99\"; list its nodes for their ids\n");
    }

    @Test
    void aRunWithoutStagesHasNone() {
        createRun("web", 7, Map.of());

        assertThat(kapis.get(web + "/runs/7/nodes").body()).isEqualTo("[]");
        assertThat(kapis.get(web + "/runs/7/nodesdetail").body()).isEqualTo("[]");
    }

    /** The right to read a build is not one to answer its questions. */
    @Test
    void aStepIsApprovableForThoseWhoMayRunThePipeline() {
        createRun("web", 7, Map.of(RunAnnotations.STAGES, WEB_STAGES));
        ProjectMember viewer = member("viewer", "get");
        ProjectMember operator = member("operator", "get", "create");

        assertThat(kapis.send(viewer.token(), "GET", web + "/runs/7/nodesdetail", null)
                        .json()
                        .findValuesAsText("approvable"))
                .containsExactly("false", "false");
        assertThat(kapis.send(operator.token(), "GET", web + "/runs/7/nodesdetail", null)
                        .json()
                        .findValuesAsText("approvable"))
                .containsExactly("false", "true");
        assertThat(kapis.send(viewer.token(), "GET", web + "/runs", null).status())
                .isEqualTo(200);
    }

    private ProjectMember member(String name, String... verbs) {
        return ProjectMember.create(
                client,
                namespace,
                name,
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines/runs")
                        .withVerbs(verbs)
                        .build()));
    }

    @Test
    void whatIsNotANumberOfABuildIsNotFound() {
        createRun("web", 7, Map.of());

        for (String number :
                List.of("undefined", "0", "-1", "07", "7.0", "8", "99999999999999999999", "%D9%A7", "latest")) {
            Answer answer = kapis.get(web + "/runs/" + number);
            assertThat(answer.status()).as(number).isEqualTo(404);
            assertThat(answer.body()).contains("of pipeline \"web\" not found: give the number of its build");
        }
        assertThat(kapis.get(web.replace("/web", "/none") + "/runs/7").body())
                .isEqualTo("pipelines.devops.kubesphere.io \"none\" not found\n");
    }

    @Test
    void aChangeOfABuildIsToldAtOnce() {
        String run = createRun("web", 7, Map.of(RunAnnotations.STATUS, WEB_STATUS));
        try (EventStreamClient build = EventStreamClient.openAt(
                        kapis.address(), kapis.administrator(), web + "/runs/7?watch=true", "");
                EventStreamClient list = EventStreamClient.openAt(
                        kapis.address(), kapis.administrator(), web + "/runs?watch=true", "")) {
            build.awaitLine("\"result\":\"SUCCESS\"");
            list.awaitLine("\"result\":\"SUCCESS\"");

            client.resources(PipelineRun.class)
                    .inNamespace(namespace)
                    .withName(run)
                    .edit(found -> {
                        found.getMetadata()
                                .getAnnotations()
                                .put(RunAnnotations.STATUS, WEB_STATUS.replace("SUCCESS", "FAILURE"));
                        return found;
                    });

            build.awaitLine("\"result\":\"FAILURE\"");
            list.awaitLine("\"result\":\"FAILURE\"");
        }
    }

    @Test
    void artifactsOfABuildThatIsNotHereAreNotFound() {
        createRun("web", 7, Map.of());

        assertThat(kapis.get(web + "/runs/7/artifacts/?start=0&limit=10").status())
                .isEqualTo(404);
    }
}
