package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildArtifactHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildArtifactHandler.ArtifactDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildControlHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildLogHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildNodeDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildNodeHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BuildStepDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.build.InputHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.build.InputHandler.InputBody;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory.RunRequestBody;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunReaders;
import java.time.Duration;
import java.util.List;

/** The routes of v1alpha2 for builds: each for a pipeline, and for a branch of a pipeline. */
final class BuildRoutes {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PIPELINE = "/namespaces/{namespace}/pipelines/{pipeline}";
    private static final String RUNS = "/runs";
    private static final String TEXT = "text/plain";

    private BuildRoutes() {}

    static void add(
            RouteTable.Builder table,
            ClusterConnection cluster,
            Engine engine,
            RunReaders runReaders,
            Duration maxStart) {
        BuildHandler builds = new BuildHandler(cluster, runReaders.documents());
        BuildNodeHandler nodes = new BuildNodeHandler(cluster, runReaders.stages());
        BuildArtifactHandler artifacts = new BuildArtifactHandler(cluster, runReaders.artifacts());
        BuildLogHandler logs = new BuildLogHandler(cluster, runReaders.stages(), runReaders.logs());
        BuildControlHandler control = new BuildControlHandler(cluster, runReaders.documents(), maxStart);
        InputHandler inputs = new InputHandler(cluster, runReaders.stages(), engine.runs());
        table.add(GET, PIPELINE + RUNS, builds::list, ListResult.of(BuildDocument.class), "List builds")
                .query(BuildHandler.START, BuildHandler.LIMIT, RunHandler.BRANCH)
                .watchable(PipelineRun.class);
        for (String runs : List.of(PIPELINE + RUNS, PIPELINE + "/branches/{branch}" + RUNS)) {
            String of = runs.contains("{branch}") ? " of a branch" : "";
            String run = runs + "/{build}";
            table.add(POST, runs, control::start, RunRequestBody.class, BuildDocument.class, "Start a build" + of)
                    .optionalBody()
                    .add(POST, run + "/stop", control::stop, BuildDocument.class, "Stop a build" + of)
                    .query(BuildControlHandler.BLOCKING, BuildControlHandler.TIMEOUT)
                    .add(
                            POST,
                            run + "/replay",
                            control::replay,
                            BuildDocument.class,
                            "Build once more what a build" + of + " was made from")
                    .add(
                            POST,
                            run + "/nodes/{node}/steps/{step}",
                            inputs::answer,
                            InputBody.class,
                            Void.class,
                            "Answer what a step of a build" + of + " asks")
                    .add(GET, run, builds::get, BuildDocument.class, "Get a build" + of)
                    .watchable(PipelineRun.class)
                    .add(GET, run + "/nodes", nodes::list, BuildNodeDocument[].class, "List stages of a build" + of)
                    .query(BuildNodeHandler.LIMIT)
                    .watchable(PipelineRun.class)
                    .add(
                            GET,
                            run + "/nodesdetail",
                            nodes::listWithSteps,
                            BuildNodeDocument[].class,
                            "List stages and steps of a build" + of)
                    .query(BuildNodeHandler.LIMIT)
                    .watchable(PipelineRun.class)
                    .add(
                            GET,
                            run + "/nodes/{node}/steps",
                            nodes::listSteps,
                            BuildStepDocument[].class,
                            "List steps of a stage" + of)
                    .query(BuildNodeHandler.LIMIT)
                    .watchable(PipelineRun.class)
                    .add(
                            GET,
                            run + "/artifacts",
                            artifacts::list,
                            ArtifactDocument[].class,
                            "List artifacts of a build" + of)
                    .query(BuildHandler.START, BuildHandler.LIMIT)
                    .add(GET, run + "/log", logs::ofBuild, String.class, "Get the log of a build" + of)
                    .query(BuildLogHandler.PARAMETERS)
                    .produces(TEXT)
                    .add(GET, run + "/nodes/{node}/log", logs::ofNode, String.class, "Get the log of a stage" + of)
                    .query(BuildLogHandler.PARAMETERS)
                    .produces(TEXT)
                    .add(
                            GET,
                            run + "/nodes/{node}/steps/{step}/log",
                            logs::ofStep,
                            String.class,
                            "Get the log of a step" + of)
                    .query(BuildLogHandler.PARAMETERS)
                    .produces(TEXT);
        }
    }
}
